import { BackOff, Pause } from './back-off.js';
import { ChatApi, Refused, Stream } from './wire.js';

const pollEvery = 2_000;
const pollFor = 300_000;
const socketTries = 3;
const stableAfter = 5_000;
const callItUnreachable = 4;

/**
 * Keeps the customer connected by WebSocket or, where none gets through, by polling. It never gives up.
 * `state`: connecting, online, reconnecting, offline, busy (asked to wait), unreachable (after several tries).
 * Events: `state`; `activities` {activities, history}, each id once; `restarted`, with a new conversation.
 */
export class DirectLine extends EventTarget {
  state = 'connecting';
  #api;
  #backOff = new BackOff();
  #pause = new Pause();
  #stream = new Stream();
  #seen = new Set();
  #watermark = '';
  #started = false;
  #caughtUp;
  #running = false;
  #loop = Promise.resolve();
  #rejections = 0;
  #socketFailures = 0;

  constructor({ origin, locale, session }) {
    super();
    // The greeting of a new conversation is news, not history.
    this.#caughtUp = !session.get('token');
    this.#api = new ChatApi({ origin, locale, session, replaced: () => this.#restart() });
  }

  get userId() {
    return this.#api.userId;
  }

  start() {
    if (this.#running) return;
    this.#running = true;
    window.addEventListener('online', this.#onNetwork);
    window.addEventListener('offline', this.#onNetwork);
    // An earlier loop may still be on its way out.
    this.#loop = this.#loop.then(() => this.#run());
  }

  stop() {
    this.#running = false;
    window.removeEventListener('online', this.#onNetwork);
    window.removeEventListener('offline', this.#onNetwork);
    this.#api.close();
    this.reconnect();
  }

  post(activity) {
    return this.#api.post(activity);
  }

  /** Drops the connection and tries again now; the watermark stays. */
  reconnect() {
    this.#stream.close();
    this.#pause.wake();
  }

  #onNetwork = () => {
    this.#backOff.reset();
    this.#socketFailures = 0;
    this.reconnect();
  };

  async #run() {
    while (this.#running) {
      try {
        const streamUrl = await this.#open();
        if (this.#socketFailures < socketTries) await this.#follow(streamUrl);
        else await this.#poll();
      } catch (failure) {
        await this.#recover(failure);
      }
    }
  }

  async #open() {
    await this.#api.ready();
    const { streamUrl } = this.#started ? await this.#api.reconnect(this.#watermark) : await this.#api.start();
    this.#started = true;
    this.#rejections = 0;
    return streamUrl;
  }

  async #follow(streamUrl) {
    let openedAt;
    let stable;
    try {
      await this.#stream.run(streamUrl, {
        opened: () => {
          openedAt = performance.now();
          stable = setTimeout(() => this.#backOff.reset(), stableAfter);
          this.#enter('online');
        },
        received: frame => this.#receive(frame),
      });
    } catch (failure) {
      if (++this.#socketFailures < socketTries) throw failure;
      return;
    } finally {
      clearTimeout(stable);
    }
    // A proxy that cuts every socket at once lets none through.
    this.#socketFailures = performance.now() - openedAt < stableAfter ? this.#socketFailures + 1 : 0;
    if (!this.#running) return;
    this.#enter(navigator.onLine ? 'reconnecting' : 'offline');
    await this.#pause.wait(this.#backOff.next());
  }

  async #poll() {
    const until = performance.now() + pollFor;
    while (this.#running && performance.now() < until) {
      this.#receive(await this.#api.activities(this.#watermark));
      this.#backOff.reset();
      this.#enter('online');
      await this.#pause.wait(pollEvery);
    }
    // One more try with a socket, then polling goes on.
    this.#socketFailures = socketTries - 1;
  }

  #receive({ activities = [], watermark }) {
    const fresh = activities.filter(({ id }) => !id || !this.#seen.has(id));
    for (const { id } of fresh) if (id) this.#seen.add(id);
    const history = !this.#caughtUp;
    if (fresh.some(({ id }) => id)) this.#caughtUp = true;
    if (watermark) this.#watermark = watermark;
    if (fresh.length) this.#tell('activities', { activities: fresh, history });
  }

  async #recover(failure) {
    if (!this.#running) return;
    if (failure instanceof Refused && failure.status === 429) {
      this.#enter('busy');
      return this.#pause.wait(failure.retryAfter ?? 5_000);
    }
    if (failure instanceof Refused && failure.tokenRejected && await this.#renew()) return;
    const wait = this.#backOff.next();
    if (!navigator.onLine) this.#enter('offline');
    else if (this.#backOff.failures >= callItUnreachable) this.#enter('unreachable');
    else if (this.state !== 'connecting') this.#enter('reconnecting');
    await this.#pause.wait(wait);
  }

  // First for the same conversation; rejected again, it is gone.
  async #renew() {
    try {
      await this.#api.renew({ fresh: this.#rejections++ > 0 });
      return this.#rejections < 3;
    } catch {
      return false;
    }
  }

  #restart() {
    this.#seen.clear();
    this.#watermark = '';
    this.#started = false;
    this.#caughtUp = true;
    this.#tell('restarted');
    this.#stream.close();
  }

  #enter(state) {
    if (state === this.state) return;
    this.state = state;
    this.#tell('state');
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
