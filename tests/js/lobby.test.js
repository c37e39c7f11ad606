// A connection is rated, and a latecomer's missed slides are listed.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { stopsOf } from '../../static/js/learn/catchup/missed_slides.ts'
import { qualityOf } from '../../static/js/room/lobby/quality.ts'

test('a connection is rated by latency and speed: good, enough for slides, or slow', () => {
  assert.equal(qualityOf([80, 90, 5000], 900), 'good')
  assert.equal(qualityOf([700, 800, 900], 900), 'enough')
  assert.equal(qualityOf([80, 90, 100], 64), 'enough')
  assert.equal(qualityOf([80, 90, 100], 9), 'slow')
  assert.equal(qualityOf([4000, 5000], 900), 'slow')
})

test('an unmeasured connection gets no rating', () => {
  assert.equal(qualityOf([], 900), null)
  assert.equal(qualityOf([80], null), 'good')
})

test('the walk visits slides and poll slides once each, in order', () => {
  const polls = [
    { poll: 'a', slide: 2 },
    { poll: 'b', slide: 7 },
    { poll: 'spot-1', slide: null }
  ]
  assert.deepEqual(stopsOf({ slides: [7, 8], polls, minutes: 1 }), [2, 7, 8])
})
