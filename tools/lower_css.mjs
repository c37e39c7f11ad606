// Logical shorthands (`padding-inline: 1em 2em`) and `inset-block-start` came with Chrome 87, and the
// bundler leaves them as they are. Here they become what Chrome 69 knows. Lines run horizontally in
// all our languages, so the block axis is always from top to bottom. `inset-inline-start` has no
// older name: it depends on the direction of the element, but for what is the same at both ends.
const LOGICAL = /(?<=[{;\s])(margin|padding|inset)-(block|inline)(-start|-end)?:\s*([^;}]+)/g
const EDGES = { block: ['top', 'bottom'], inline: ['inline-start', 'inline-end'] }

/** @param {string} css a style sheet; what it means in a browser of today stays the same */
export function lowered(css) {
  return css.replace(LOGICAL, (all, property, axis, side, value) => {
    const [start, end] = pair(value)
    if (property === 'inset' && axis === 'block') return inset(side, value)
    if (property === 'inset') return side || start !== end ? all : `left: ${start}; right: ${start}`
    if (side) return all
    const [first, last] = EDGES[axis]
    return `${property}-${first}: ${start}; ${property}-${last}: ${end}`
  })
}

function inset(side, value) {
  const [start, end] = pair(value)
  if (side) return `${side === '-start' ? 'top' : 'bottom'}: ${value}`
  return `top: ${start}; bottom: ${end}`
}

// The second value is that of the first where it is left out.
function pair(value) {
  let depth = 0
  const spaces = [...value.trim()].map((letter) => {
    depth += { '(': 1, ')': -1 }[letter] ?? 0
    // Those in calc(…) divide nothing.
    return letter === ' ' && !depth ? '\n' : letter
  })
  const [start, end = start] = spaces.join('').split(/\n+/)
  return [start, end]
}
