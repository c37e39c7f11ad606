// SQLite as Node has it.
const { DatabaseSync } = require('node:sqlite')

exports.open = (path) => new DatabaseSync(path)
