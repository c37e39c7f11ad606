import assert from 'node:assert/strict'
import test from 'node:test'

import { withAddresses } from '../../static/js/kit/addresses.ts'

const addresses = (text) => withAddresses(text).flatMap(({ href }) => href ?? [])
const joined = (text) => withAddresses(text).map((piece) => piece.text).join('')

test('finds addresses and keeps every letter', () => {
  const cases = [
    ['See https://example.org/a?b=c#d now', ['https://example.org/a?b=c#d']],
    ['Қараңыз: http://example.org/құжат.', ['http://example.org/құжат']],
    ['(https://example.org/a), https://example.org/b!', ['https://example.org/a', 'https://example.org/b']],
    ['https://example.org/Plan_(2026)', ['https://example.org/Plan_(2026)']],
    ['«https://example.org/»', ['https://example.org/']],
    ['ببینید https://example.org/x، بعد', ['https://example.org/x']]
  ]
  for (const [text, expected] of cases) {
    assert.deepEqual(addresses(text), expected)
    assert.equal(joined(text), text)
  }
})

test('leaves everything else as text', () => {
  for (const text of ['', 'example.org', 'javascript:alert(1)', 'data:text/html,x', 'https://', 'ftp://example.org']) {
    assert.deepEqual(addresses(text), [])
    assert.equal(joined(text), text)
  }
})
