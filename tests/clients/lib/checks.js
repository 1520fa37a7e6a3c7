'use strict';

const { setTimeout: pause } = require('node:timers/promises');

/** Polls until the probe returns something truthy; null when it never did within `seconds`. */
async function eventually(probe, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() >= end) return null;
    await pause(100);
  }
}

/** A check without which nothing after it means anything. */
class Unmet extends Error {}

/** Counts and prints what holds and what does not: one line a check. */
class Checks {
  #count = 0;
  #faults = 0;
  #prefix = '';

  get result() {
    return { checks: this.#count, faults: this.#faults };
  }

  /** Starts a part of the program; its name precedes every line until the next part. */
  part(name) {
    this.#prefix = `${name}: `;
  }

  /** @param {unknown} holds truthy = ok. @param {unknown} [seen] printed beside a fault. @returns {boolean} */
  that(what, holds, seen) {
    this.#count += 1;
    if (!holds) this.#faults += 1;
    const detail = holds || seen === undefined ? '' : ` (seen: ${shorten(seen)})`;
    console.log(`${holds ? 'ok' : 'FAULT'} ${this.#prefix}${what}${detail}`);
    return Boolean(holds);
  }

  /** Like `that`, but ends the program when it does not hold. @returns what was handed in. */
  must(what, holds, seen) {
    if (!this.that(what, holds, seen)) throw new Unmet(what);
    return holds;
  }

  /** Waits for the probe to return something, then checks it. */
  async eventually(what, probe, { seconds, seen } = {}) {
    const found = await eventually(probe, seconds);
    this.that(what, found, seen?.());
    return found;
  }

  /** Like `eventually`, but ends the program when nothing comes. */
  async soon(what, probe, { seconds, seen } = {}) {
    const found = await eventually(probe, seconds);
    return this.must(what, found, seen?.());
  }
}

function shorten(seen) {
  const text = (typeof seen === 'string' ? seen : JSON.stringify(seen) ?? String(seen)).replace(/\s*\n\s*/g, ' | ');
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}

/**
 * Runs one program: prints the result as the last line and ends the process, whatever happens.
 * @param {{seconds: number}} deadline of the whole program
 * @param {(checks: Checks, cleanUp: (undo: () => unknown) => void) => Promise<void>} body
 *   `cleanUp` registers what must be stopped at the end; the last registered goes first.
 */
async function runChecks({ seconds }, body) {
  const checks = new Checks();
  const undos = [];
  let deadline;
  const tooLate = new Promise((_, reject) => {
    deadline = setTimeout(() => reject(new Error(`not done after ${seconds} s`)), seconds * 1000);
  });
  const stopped = new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => reject(new Error(`stopped by ${signal}`)));
  });
  try {
    await Promise.race([body(checks, (undo) => undos.push(undo)), tooLate, stopped]);
    if (checks.result.checks === 0) checks.that('something was checked', false);
  } catch (error) {
    if (!(error instanceof Unmet)) checks.that('runs to its end', false, [error.stack ?? error, error.cause].filter(Boolean).join('\n'));
  }
  clearTimeout(deadline);
  for (const undo of undos.reverse()) await Promise.race([quietly(undo), pause(5000)]);
  console.log(JSON.stringify(checks.result));
  process.exit(checks.result.faults === 0 ? 0 : 1);
}

async function quietly(undo) {
  try {
    await undo();
  } catch (error) {
    console.error(`clean-up: ${error.message}`);
  }
}

module.exports = { eventually, runChecks };
