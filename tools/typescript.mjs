// Lets Node run the browsers' scripts, which are TypeScript: node --import ./tools/typescript.mjs FILE.
import { readFile } from 'node:fs/promises'
import { register } from 'node:module'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'

// The hook runs in its own thread, which loads this file again.
if (isMainThread) {
  process.setSourceMapsEnabled(true)
  register(import.meta.url)
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const { transform } = await import('esbuild')
  const sourcefile = fileURLToPath(url)
  const { code } = await transform(await readFile(sourcefile, 'utf8'), { loader: 'ts', sourcefile, sourcemap: 'inline' })
  return { format: 'module', shortCircuit: true, source: code }
}
