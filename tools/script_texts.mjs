// The interface's texts in scripts. A script holds the English text where the text is shown:
//
//   words.say("Vote")   words.say(isOpen ? "Close" : "Open")
//   words.say(msg("{n} answer", "{n} answers"), { n })   const STATES = { put: msg("Put to everyone") }
//   words.say(msgIn("of a session", "Closed"))
//
// A bundle holds a short key in its place, and the server sends the bundle's texts by these keys in
// the reader's language. Babel's own extractor knows neither TypeScript nor the two texts of a choice.
import { createHash } from 'node:crypto'

import { parse } from 'acorn'
import { simple } from 'acorn-walk'

const SHORTEST = 2

/**
 * Finds the texts of a script.
 * @param code JavaScript, without types
 * @returns {{start: number, end: number, texts: string[], context?: string}[]} `texts` has the singular, and the
 *   plural if there is one; `start` and `end` enclose what the key replaces
 */
export function textsIn(code, file) {
  const found = []
  const wrong = (node, why) => {
    throw new Error(`${file}: ${why}: ${code.slice(node.start, node.end)}`)
  }
  const literal = (node) => (isLiteral(node) ? node.value : wrong(node, 'a text has to be a string literal'))

  function look({ callee, arguments: args, start, end }) {
    if (callee.type === 'Identifier' && callee.name === 'msg') found.push({ start, end, texts: args.map(literal) })
    else if (callee.type === 'Identifier' && callee.name === 'msgIn') {
      const [context, ...texts] = args.map(literal)
      found.push({ start, end, texts, context })
    } else if (callee.type === 'MemberExpression' && callee.property.name === 'say' && args.length) addShown(args[0])
  }

  function addShown(node) {
    if (isLiteral(node)) return found.push({ start: node.start, end: node.end, texts: [node.value] })
    if (node.type === 'ConditionalExpression') return [node.consequent, node.alternate].forEach(addShown)
    if (node.type === 'LogicalExpression') return [node.left, node.right].forEach(addShown)
    if (node.type === 'TemplateLiteral' || node.type === 'BinaryExpression') wrong(node, 'a text cannot be put together')
  }

  // Nobody would find the texts of a `say` on its own.
  function refuseAlone(node) {
    const property = node.properties.find(({ key }) => key?.name === 'say')
    if (property) wrong(node, '`say` has to stay with its words')
  }

  simple(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), { CallExpression: look, ObjectPattern: refuseAlone })
  return found.sort((left, right) => left.start - right.start)
}

function isLiteral(node) {
  return node.type === 'Literal' && typeof node.value === 'string'
}

/** The context and texts of a message as one string, which differs from that of every other message. */
export function identity({ texts, context = '' }) {
  return [context, ...texts].join('\0')
}

/**
 * The shortest keys that tell these messages apart. They depend on the texts, so that a new text changes few
 * bundles that do not have it.
 * @param {Iterable<string>} identities
 * @returns {Map<string, string>}
 */
export function keysOf(identities) {
  const taken = new Set()
  const keys = new Map()
  for (const id of [...new Set(identities)].sort()) {
    const digest = createHash('sha256').update(id).digest('base64').replace(/[^A-Za-z0-9]/g, '')
    let length = SHORTEST
    while (taken.has(digest.slice(0, length))) length += 1
    taken.add(digest.slice(0, length))
    keys.set(id, digest.slice(0, length))
  }
  return keys
}

/** The code with keys in place of its texts. */
export function keyed(code, texts, keys) {
  let at = 0
  const parts = texts.flatMap(({ start, end, ...text }) => {
    const before = code.slice(at, start)
    at = end
    return [before, JSON.stringify(keys.get(identity(text)))]
  })
  return [...parts, code.slice(at)].join('')
}
