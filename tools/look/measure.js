// Measures the page that it runs on. Returns a function, so that a script can call it with what to look for.
({ content, controls, heights, letters }) => {
  // Each area stands for the same share of the screen; an element that lies over another hides it.
  const ACROSS = 60
  const DOWN = 60
  const seen = (left, top) => document.elementFromPoint(left, top)
  const samples = (box, across, down) => {
    const points = []
    for (let row = 0; row < down; row += 1) {
      for (let column = 0; column < across; column += 1) {
        points.push([box.left + (box.width * (column + 0.5)) / across, box.top + (box.height * (row + 0.5)) / down])
      }
    }
    return points
  }
  const screen = { left: 0, top: 0, width: innerWidth, height: innerHeight }
  const points = samples(screen, ACROSS, DOWN)
  const share = points.filter(([left, top]) => seen(left, top)?.closest(content)).length / points.length

  // A control is in sight if its middle and its corners are on the screen and nothing lies over them.
  const isInSight = (control) => {
    const box = control.getBoundingClientRect()
    const inner = { left: box.left + 3, top: box.top + 3, width: box.width - 6, height: box.height - 6 }
    return samples(inner, 3, 3).every(([left, top]) => {
      const at = seen(left, top)
      return at !== null && (control === at || control.contains(at) || at.contains(control))
    })
  }
  const counts = Object.entries(controls).map(([name, selector]) => {
    const found = [...document.querySelectorAll(selector)].filter((one) => one.getClientRects().length > 0)
    return [name, [found.filter(isInSight).length, found.length]]
  })
  const height = (selector) => {
    const boxes = [...document.querySelectorAll(selector)].map((one) => one.getBoundingClientRect())
    const visible = boxes.filter((box) => box.height > 0 && box.bottom > 0 && box.top < innerHeight)
    return Math.round(visible.reduce((sum, box) => sum + box.height, 0))
  }
  const letter = (selector) => {
    const found = [...document.querySelectorAll(selector)].find((one) => one.getClientRects().length > 0)
    if (!found) return 0
    const scale = found.getBoundingClientRect().width / (found.offsetWidth || 1)
    return (parseFloat(getComputedStyle(found).fontSize) * scale) / (document.querySelector(".stage-screen")?.clientHeight ?? innerHeight)
  }
  return {
    share,
    controls: Object.fromEntries(counts),
    heights: Object.fromEntries(Object.entries(heights).map(([name, selector]) => [name, height(selector)])),
    letters: Object.fromEntries(Object.entries(letters).map(([name, selector]) => [name, letter(selector)])),
    moves: window.moves ?? [],
    isWide: document.scrollingElement.scrollWidth > innerWidth + 1
  }
}
