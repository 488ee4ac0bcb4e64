// PouchDB over LevelDB, each write with fsync: without it, it answers before anything is durable.
const leveldown = require('leveldown')
const PouchDB = require('pouchdb')

const counts = { synced: 0 }
for (const name of ['_put', '_del', '_batch']) {
  const plain = leveldown.prototype[name]
  leveldown.prototype[name] = function (...words) {
    words[words.length - 2] = { ...words[words.length - 2], sync: true }
    counts.synced += 1
    return plain.apply(this, words)
  }
}

module.exports = { PouchDB, counts }
