/** Waits in milliseconds that double up to `longest`, shortened at random so that clients do not return in step. */
export class BackOff {
  #first;
  #longest;
  failures = 0;

  constructor(first = 800, longest = 20_000) {
    this.#first = first;
    this.#longest = longest;
  }

  next() {
    const full = Math.min(this.#longest, this.#first * 2 ** this.failures++);
    return full * (0.5 + Math.random() / 2);
  }

  reset() {
    this.failures = 0;
  }
}

/** A wait that `wake()` ends early. */
export class Pause {
  #end = () => {};

  wait(milliseconds) {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, milliseconds);
      this.#end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  wake() {
    this.#end();
  }
}
