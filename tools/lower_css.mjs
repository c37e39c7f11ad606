// Rewrites logical CSS for Chrome 69.
//
// Logical shorthands (`padding-inline: 1em 2em`) and `inset-block-start` came with Chrome 87, and
// the bundler does not lower them. Lines run horizontally in all our languages, so the block axis
// always runs from top to bottom. `inset-inline-start` has no older name, because it depends on the
// element's direction; it is lowered only where both ends are equal.
const LOGICAL = /(?<=[{;\s])(margin|padding|inset)-(block|inline)(-start|-end)?:\s*([^;}]+)/g
const EDGES = { block: ['top', 'bottom'], inline: ['inline-start', 'inline-end'] }

/**
 * Lowers a style sheet without changing its meaning in current browsers.
 *
 * @param {string} css
 */
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

// A missing second value equals the first.
function pair(value) {
  let depth = 0
  const spaces = [...value.trim()].map((letter) => {
    depth += { '(': 1, ')': -1 }[letter] ?? 0
    // Spaces inside calc(…) do not separate values.
    return letter === ' ' && !depth ? '\n' : letter
  })
  const [start, end = start] = spaces.join('').split(/\n+/)
  return [start, end]
}
