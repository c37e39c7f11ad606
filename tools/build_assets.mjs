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
import { identity, keyed, keysOf, textsIn } from './script_texts.mjs'
import { TARGET } from './targets.mjs'

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const STATIC = path.join(ROOT, 'static')
const DIST = path.join(STATIC, 'dist')
const STAMP = path.join(DIST, 'sources.sha256')
// Files that the server reads, and sends to nobody.
const SERVER_FILES = ['manifest.json', 'texts.json']
const PARTICIPANT = ['js/pages/participant.ts', 'js/room/rooms/extras.ts'].map((name) => path.join(STATIC, name))

// A participant's page draws what these bundles make with the lit-html that it has: they leave it out.
// The page loads them once a session needs them.
const TEMPLATES = ['js/live/polls/result.ts'].map((name) => path.join(STATIC, name))
const WITHOUT_DRAWING = {
  name: 'without-drawing',
  setup(build) {
    build.onResolve({ filter: /^lit-html$/ }, () => ({ path: path.join(STATIC, 'js/kit/templates_only.ts') }))
    // Forms use directives; results do not.
    build.onResolve({ filter: /^lit-html\/directives\// }, ({ path: name }) => ({ path: path.join(ROOT, 'node_modules', name), sideEffects: false }))
  }
}

// Our links use WebSocket or polling: see room/engine/link.ts. Phones need not load a third
// transport.
const WITHOUT_WEBTRANSPORT = {
  name: 'without-webtransport',
  setup(build) {
    const filter = /engine\.io-client\/build\/esm\/transports\/webtransport\.js$/
    build.onLoad({ filter }, () => ({ contents: 'export const WT = undefined' }))
  }
}

// Fields of classes become assignments, as in tsconfig.json: that is shorter, and ES2020 has no fields.
const TYPESCRIPT = { compilerOptions: { useDefineForClassFields: false } }

// Templates of lit-html are strings, from which no minifier removes the indentation. In HTML a line
// break alone means the same.
function withoutIndentation(code) {
  return code.replace(/^[ \t]+/gm, '')
}

const sources = digestOfSources()
if (isCurrent()) process.exit(0)
const built = await bundle()
publish(built)

function digestOfSources() {
  const summary = createHash('sha256')
  const folders = ['js', 'css'].map((name) => path.join(STATIC, name))
  const files = folders.flatMap((folder) => filesUnder(folder)).sort()
  const ours = ['build_assets.mjs', 'lower_css.mjs', 'script_texts.mjs', 'targets.mjs'].map((name) => path.join(ROOT, 'tools', name))
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
  const scripts = readScripts(esbuild)
  const options = {
    absWorkingDir: ROOT,
    bundle: true,
    charset: 'utf8',
    define: { IS_BUILT: 'true' },
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
    plugins: [WITHOUT_WEBTRANSPORT, scripts.plugin, { name: 'lower-css', setup: (build) => build.onLoad({ filter: /\.css$/ }, loadLowered) }],
    target: TARGET,
    write: false
  }
  const builds = [
    { ...options, entryPoints: entryPoints() },
    { ...options, entryPoints: PARTICIPANT, splitting: true },
    { ...options, entryPoints: TEMPLATES, plugins: [WITHOUT_DRAWING, ...options.plugins] }
  ]
  // Players run from file:// and in frames of other systems, where there are no modules. Service
  // workers of older browsers have no modules either. Worklets run beside the page, in a file of
  // their own.
  const classic = ['js/connect/players', 'js/kit/workers', 'js/live/voice/worklets'].flatMap((name) => filesUnder(path.join(STATIC, name)))
  if (classic.length) builds.push({ ...options, entryPoints: classic, format: 'iife' })
  const results = await Promise.all(builds.map((build) => esbuild.build(build))).catch(() => process.exit(1))
  const outputs = results.flatMap((result) => Object.entries(result.metafile.outputs))
  const names = outputs.flatMap(([output, { entryPoint, imports }]) =>
    entryPoint ? [[nameOf(entryPoint), { file: path.basename(output), imports: loadedWith(imports) }]] : []
  )
  const files = results.flatMap((result) => result.outputFiles)
  return { files, names: Object.fromEntries(names.sort()), texts: textsOfBundles(outputs, files, scripts.messagesIn) }
}

// Reads all scripts before any is bundled, because the keys of texts depend on one another.
function readScripts(esbuild) {
  const scripts = new Map()
  for (const file of filesUnder(path.join(STATIC, 'js'))) {
    const name = path.relative(ROOT, file)
    const source = withoutIndentation(fs.readFileSync(file, 'utf8'))
    const { code } = esbuild.transformSync(source, { loader: 'ts', sourcefile: name, charset: 'utf8', tsconfigRaw: TYPESCRIPT })
    scripts.set(file, { code, texts: textsIn(code, name) })
  }
  const texts = [...scripts.values()].flatMap((script) => script.texts)
  const keys = keysOf(texts.map(identity))
  const load = ({ path: file }) => {
    const { code, texts } = scripts.get(file)
    return { contents: keyed(code, texts, keys), loader: 'js' }
  }
  const messagesIn = (name) => {
    const texts = scripts.get(path.join(ROOT, name))?.texts ?? []
    return texts.map(({ texts, context }) => [keys.get(identity({ texts, context })), { texts, context }])
  }
  return { plugin: { name: 'scripts', setup: (build) => build.onLoad({ filter: /\.ts$/ }, load) }, messagesIn }
}

// The messages of each bundle by key, also of the files that load with it, but only those that the
// bundler has kept. What the first screen has is not sent again with what loads later.
function textsOfBundles(outputs, files, messagesIn) {
  const contents = new Map(files.map((file) => [path.basename(file.path), file.text]))
  const outputOf = new Map(outputs.map(([output, { inputs }]) => [path.basename(output), Object.keys(inputs)]))
  const textsOf = ([output, { imports }]) => {
    const names = [path.basename(output), ...loadedWith(imports)]
    const code = names.map((name) => contents.get(name)).join()
    const messages = names.flatMap((name) => outputOf.get(name)).flatMap(messagesIn)
    return new Map(messages.filter(([key]) => code.includes(`"${key}"`)).sort())
  }
  const bundles = outputs.filter(([output, { entryPoint }]) => entryPoint && output.endsWith('.js'))
  const textsByName = new Map(bundles.map((bundle) => [nameOf(bundle[1].entryPoint), textsOf(bundle)]))
  const [first, ...later] = [...PARTICIPANT, ...TEMPLATES].map((source) => textsByName.get(nameOf(source)))
  for (const texts of later) for (const key of first.keys()) texts.delete(key)
  return Object.fromEntries([...textsByName].sort().map(([name, texts]) => [name, Object.fromEntries(texts)]))
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

function publish({ files, names, texts }) {
  fs.mkdirSync(DIST, { recursive: true })
  const written = files.flatMap((file) => writeWithSiblings(path.basename(file.path), file.contents))
  // Write the manifest after the files that it names and before the old files go, so that it is
  // never wrong.
  write('texts.json', JSON.stringify(texts, null, 1) + '\n')
  write('manifest.json', JSON.stringify(names, null, 2) + '\n')
  write(path.basename(STAMP), [sources, ...SERVER_FILES, ...written].join('\n'))
  const current = new Set([...written, ...SERVER_FILES, path.basename(STAMP)])
  for (const name of fs.readdirSync(DIST)) {
    if (!current.has(name)) fs.rmSync(path.join(DIST, name), { recursive: true })
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
