// The reference server of tus with its file store. Prints its port, ends when its input does.
import { createRequire } from 'node:module';

const [modules, directory] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { Server } = require('@tus/server');
const { FileStore } = require('@tus/file-store');

const server = new Server({ path: '/v1/scans', datastore: new FileStore({ directory }) });
const listening = server.listen({ host: '127.0.0.1', port: 0 }, () => {
  console.log(listening.address().port);
});
process.stdin.on('end', () => process.exit(0)).resume();
