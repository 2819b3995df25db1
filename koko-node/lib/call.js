'use strict'

// Sends a request to the native half, and gives up when its caller does.

const { badInput, cancelled, tooLate } = require('./errors.js')
const native = require('./native.js')

/** Pieces of a list that are on their way at the same time, where none has to wait for the one before. */
const PIECES_AHEAD = 2
/** Longer than this, no timer of Node's waits. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** The answer to a request: its rows, or the one row. */
function ask(opened, request, patience) {
  return patiently(patience, async (token, leftMs) => {
    const send = (piece, onlyCheck) =>
      native.call(opened, request.json(piece, onlyCheck), request.isBulk, leftMs(), token)
    if (!request.isList) return request.answers(await send())[0]
    const pieces = [...request.pieces()]
    if (request.isCareful && pieces.length > 1) {
      for (const piece of pieces) request.answers(await send(piece, true), piece[0])
    }
    const answers = []
    const underway = []
    // A later content sees the standing that an earlier one made, so nothing overtakes there.
    const ahead = request.isOrdered ? 1 : PIECES_AHEAD
    for (const piece of [...pieces, undefined]) {
      while (underway.length >= (piece ? ahead : 1)) {
        const { start, answer } = underway.shift()
        for (const row of request.answers(await answer, start)) answers.push(row)
      }
      if (piece) underway.push({ start: piece[0], answer: send(piece) })
    }
    return answers
  })
}

function askSync(opened, request) {
  const answers = request.answers(native.callSync(opened, request.json(), request.isBulk))
  return request.isList ? answers : answers[0]
}

/** Does `work`, unless the signal is aborted or the deadline passes first; then what is left of it is called off. */
async function patiently(patience, work) {
  const { signal, deadlineMs } = checked(patience)
  if (signal?.aborted) throw cancelled(signal.reason)
  if (!signal && deadlineMs === undefined) return work(null, () => 0)
  const token = native.cancelToken()
  const end = performance.now() + deadlineMs
  const leftMs = () => (deadlineMs === undefined ? 0 : Math.max(end - performance.now(), Number.MIN_VALUE))
  let giveUp
  const givenUp = new Promise((_, reject) => (giveUp = reject))
  const stop = (error) => {
    // At once, so that whoever asks next finds the room.
    native.cancel(token)
    giveUp(error)
  }
  const forget = signal && atAbortOf(signal, () => stop(cancelled(signal.reason)))
  const timer = deadlineMs <= LONGEST_TIMER_MS ? setTimeout(() => stop(tooLate(deadlineMs)), deadlineMs) : undefined
  try {
    return await Promise.race([work(token, leftMs), givenUp])
  } catch (error) {
    native.cancel(token)
    throw error
  } finally {
    clearTimeout(timer)
    forget?.()
  }
}

/** Who wants to know of an abort, by signal. Node warns of more than ten listeners, and a signal may be that of a whole server. */
const waiting = new WeakMap()

/** Calls `tell` when the signal is aborted, unless what is returned was called before. */
function atAbortOf(signal, tell) {
  const calls = waiting.get(signal) ?? new Set()
  if (calls.size === 0) {
    waiting.set(signal, calls)
    calls.listener = () => calls.forEach((tell) => tell())
    signal.addEventListener('abort', calls.listener, { once: true })
  }
  calls.add(tell)
  return () => {
    calls.delete(tell)
    if (calls.size === 0) signal.removeEventListener('abort', calls.listener)
  }
}

function checked({ signal, deadlineMs } = {}) {
  const isSignal = typeof signal?.addEventListener === 'function' && typeof signal.aborted === 'boolean'
  if ((signal ?? undefined) !== undefined && !isSignal) throw badInput('`signal` must be an AbortSignal')
  if ((deadlineMs ?? undefined) !== undefined && !(typeof deadlineMs === 'number' && deadlineMs > 0)) {
    throw badInput('`deadlineMs` must be a number above 0')
  }
  return { signal: signal ?? undefined, deadlineMs: deadlineMs ?? undefined }
}

module.exports = { ask, askSync }
