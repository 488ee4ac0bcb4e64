// node replicate.js DIR RECORDS PORT COUNT: puts COUNT records into a local database, then
// replicates it; prints one line with what that took.
const fs = require('fs')
const path = require('path')
const { PouchDB, counts } = require('./synced.js')

const [directory, file, port, count] = process.argv.slice(2)

async function main () {
  const lines = fs.readFileSync(file, 'utf8').split('\n').slice(0, Number(count))
  const documents = lines.map(line => {
    const { id, events } = JSON.parse(line)
    return { _id: id, events }
  })
  const local = new PouchDB(path.join(directory, 'desk'))
  for (let start = 0; start < documents.length; start += 500) {
    await local.bulkDocs(documents.slice(start, start + 500))
  }
  const remote = new PouchDB(`http://127.0.0.1:${port}/central`)
  await remote.info()
  const began = process.hrtime.bigint()
  const done = await local.replicate.to(remote)
  const seconds = Number(process.hrtime.bigint() - began) / 1e9
  const { doc_count: written } = await remote.info()
  process.stdout.write(JSON.stringify({
    seconds, written, ok: done.ok, synced_writes: counts.synced
  }) + '\n')
  process.exit(0)
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`)
  process.exit(1)
})
