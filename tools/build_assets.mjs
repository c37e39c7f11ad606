// Bundles scripts and styles into static/dist, and compresses them once instead of on every
// request. File names carry a hash of the content, so that browsers may keep the files for ever.
//
// Each page gets one file of its own. A shared file for the Socket.IO client would cost a second
// request and some bytes, and would help only hosts, who see two pages. Only the participant's page
// is split: into the code for its first screen, the extras that load later, and a third file with
// what both need.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import zlib from 'node:zlib'

import { lowered } from './lower_css.mjs'
import { TARGET } from './targets.mjs'

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const STATIC = path.join(ROOT, 'static')
const DIST = path.join(STATIC, 'dist')
const STAMP = path.join(DIST, 'sources.sha256')
const PARTICIPANT = ['js/pages/participant.ts', 'js/room/rooms/extras.ts'].map((name) => path.join(STATIC, name))

// Our links use WebSocket or polling: see room/engine/link.ts. Phones need not load a third
// transport.
const WITHOUT_WEBTRANSPORT = {
  name: 'without-webtransport',
  setup(build) {
    const filter = /engine\.io-client\/build\/esm\/transports\/webtransport\.js$/
    build.onLoad({ filter }, () => ({ contents: 'export const WT = undefined' }))
  }
}

// Templates of lit-html are strings, from which no minifier removes the indentation. In HTML a line
// break alone means the same.
const WITHOUT_INDENTATION = {
  name: 'without-indentation',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path: file }) => ({ contents: fs.readFileSync(file, 'utf8').replace(/^[ \t]+/gm, ''), loader: 'ts' }))
  }
}

const sources = digestOfSources()
if (isCurrent()) process.exit(0)
const built = await bundle()
publish(built)

function digestOfSources() {
  const summary = createHash('sha256')
  const folders = ['js', 'css'].map((name) => path.join(STATIC, name))
  const files = folders.flatMap((folder) => filesUnder(folder)).sort()
  const ours = ['build_assets.mjs', 'lower_css.mjs', 'targets.mjs'].map((name) => path.join(ROOT, 'tools', name))
  // The bundler reads tsconfig.json, too.
  const settings = ['package-lock.json', 'tsconfig.json'].map((name) => path.join(ROOT, name))
  for (const file of [...files, ...settings, ...ours]) {
    summary.update(path.relative(ROOT, file) + '\0').update(fs.readFileSync(file)).update('\0')
  }
  return summary.digest('hex')
}

function filesUnder(folder) {
  if (!fs.existsSync(folder)) return []
  const entries = fs.readdirSync(folder, { withFileTypes: true })
  return entries.flatMap((entry) => {
    const file = path.join(folder, entry.name)
    return entry.isDirectory() ? filesUnder(file) : [file]
  })
}

function isCurrent() {
  if (!fs.existsSync(STAMP)) return false
  const [stamp, ...names] = fs.readFileSync(STAMP, 'utf8').split('\n')
  return stamp === sources && names.every((name) => fs.existsSync(path.join(DIST, name)))
}

function entryPoints() {
  const pages = filesUnder(path.join(STATIC, 'js/pages'))
  // One style sheet for all pages, and further sheets for what is not on a participant's first
  // screen.
  const styles = [path.join(STATIC, 'css/app.css'), ...filesUnder(path.join(STATIC, 'css/pages'))]
  return [...pages, ...styles].filter((file) => fs.existsSync(file) && !PARTICIPANT.includes(file))
}

async function bundle() {
  // Import esbuild only if there is work: the import takes as long as a start without changes.
  const esbuild = await import('esbuild')
  const options = {
    absWorkingDir: ROOT,
    bundle: true,
    charset: 'utf8',
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    chunkNames: 'shared-[hash]',
    format: 'esm',
    // Licence notices of bundled packages lie beside the bundle, so that phones do not load them.
    legalComments: 'external',
    loader: { '.svg': 'file', '.png': 'file', '.woff2': 'file' },
    metafile: true,
    minify: true,
    outdir: DIST,
    plugins: [WITHOUT_WEBTRANSPORT, WITHOUT_INDENTATION, { name: 'lower-css', setup: (build) => build.onLoad({ filter: /\.css$/ }, loadLowered) }],
    target: TARGET,
    write: false
  }
  const builds = [
    { ...options, entryPoints: entryPoints() },
    { ...options, entryPoints: PARTICIPANT, splitting: true }
  ]
  // Players run from file:// and in frames of other systems, where there are no modules. Service
  // workers of older browsers have no modules either.
  const classic = ['js/connect/players', 'js/kit/workers'].flatMap((name) => filesUnder(path.join(STATIC, name)))
  if (classic.length) builds.push({ ...options, entryPoints: classic, format: 'iife' })
  const results = await Promise.all(builds.map((build) => esbuild.build(build))).catch(() => process.exit(1))
  const outputs = results.flatMap((result) => Object.entries(result.metafile.outputs))
  const names = outputs.flatMap(([output, { entryPoint, imports }]) =>
    entryPoint ? [[nameOf(entryPoint), { file: path.basename(output), imports: loadedWith(imports) }]] : []
  )
  return { files: results.flatMap((result) => result.outputFiles), names: Object.fromEntries(names.sort()) }
}

// The name by which pages ask for a file: it ends in .js even if the source is TypeScript.
function nameOf(entryPoint) {
  return path.basename(entryPoint).replace(/\.ts$/, '.js')
}

function loadLowered({ path: file }) {
  return { contents: lowered(fs.readFileSync(file, 'utf8')), loader: 'css' }
}

// The files that a browser must have before it runs this one. The page names them, too, so that
// they load at once.
function loadedWith(imports) {
  return imports.filter(({ kind }) => kind === 'import-statement').map(({ path: file }) => path.basename(file))
}

function publish({ files, names }) {
  fs.mkdirSync(DIST, { recursive: true })
  const written = files.flatMap((file) => writeWithSiblings(path.basename(file.path), file.contents))
  // Write the manifest after the files that it names and before the old files go, so that it is
  // never wrong.
  write('manifest.json', JSON.stringify(names, null, 2) + '\n')
  write(path.basename(STAMP), [sources, 'manifest.json', ...written].join('\n'))
  const kept = new Set([...written, 'manifest.json', path.basename(STAMP)])
  for (const name of fs.readdirSync(DIST)) {
    if (!kept.has(name)) fs.rmSync(path.join(DIST, name), { recursive: true })
  }
  for (const [source, { file, imports }] of Object.entries(names)) {
    const sizes = [file, ...imports].map((name) => fs.statSync(path.join(DIST, `${name}.br`)).size)
    console.log(`${source}: ${sizes.join(' + ')} bytes compressed`)
  }
}

function writeWithSiblings(name, content) {
  write(name, content)
  if (!/\.(js|css|svg)$/.test(name)) return [name]
  const brotli = zlib.brotliCompressSync(content, {
    params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  })
  write(`${name}.br`, brotli)
  write(`${name}.gz`, zlib.gzipSync(content, { level: 9, memLevel: 9 }))
  return [name, `${name}.br`, `${name}.gz`]
}

function write(name, content) {
  const file = path.join(DIST, name)
  fs.writeFileSync(`${file}.new`, content)
  fs.renameSync(`${file}.new`, file)
}
