// node server.js DIR: a PouchDB server on a free port of loopback; prints one line with the port.
const path = require('path')
const express = require('express')
const expressPouch = require('express-pouchdb')
const { PouchDB } = require('./synced.js')

const directory = process.argv[2]
const Stored = PouchDB.defaults({ prefix: path.join(directory, 'server-') })
const app = express()
app.use('/', expressPouch(Stored, {
  mode: 'minimumForPouchDB',
  inMemoryConfig: true,
  logPath: path.join(directory, 'server.log')
}))
const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(JSON.stringify({ port: server.address().port }) + '\n')
})
