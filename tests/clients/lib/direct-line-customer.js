'use strict';

const { randomUUID } = require('node:crypto');
const WebSocket = require('ws');

/** A WebSocket that remembers its instances, so that a check can cut the line under the client. */
class WatchedWebSocket extends WebSocket {
  static opened = [];

  constructor(address) {
    super(address);
    WatchedWebSocket.opened.push(this);
  }
}

// The client reads both from the global scope while it is loaded; without them it would silently poll.
globalThis.XMLHttpRequest = require('xhr2');
globalThis.WebSocket = WatchedWebSocket;
const { ConnectionStatus, DirectLine } = require('botframework-directlinejs');
const { eventually } = require('./checks');

/** A customer who speaks through botframework-directlinejs. */
class DirectLineCustomer {
  /** Every activity the client handed out, repeats included. */
  activities = [];
  /** What the customer said: `{text, clientActivityID}`. */
  said = [];
  #line;
  #subscription;

  constructor({ server, token, webSocket }) {
    this.#line = new DirectLine({
      domain: `${server}/v3/directline`,
      token,
      webSocket,
      pollingInterval: 300,
      conversationStartProperties: { locale: 'en-US' },
      random: () => 0, // reconnects after the shortest wait, 3 s
    });
    this.#subscription = this.#line.activity$.subscribe(
      (activity) => this.activities.push(activity),
      () => {}, // a refused connection shows in `status`
    );
  }

  get status() {
    return ConnectionStatus[this.#line.connectionStatus$.getValue()];
  }

  /** Messages that are not the customer's own. */
  get received() {
    return this.activities.filter((a) => a.type === 'message' && a.from.role !== 'user');
  }

  /** The customer's own messages as they came back. */
  get echoes() {
    return this.activities.filter((a) => a.type === 'message' && a.from.role === 'user');
  }

  /** @returns {Promise<string>} the activity's id, or "retry" when the server could not take it */
  say(text) {
    const clientActivityID = randomUUID();
    this.said.push({ text, clientActivityID });
    return new Promise((resolve, reject) => {
      this.#line
        .postActivity({ type: 'message', from: { id: 'customer' }, locale: 'en-US', text, channelData: { clientActivityID } })
        .subscribe(resolve, reject);
    });
  }

  /** Says something and returns the first message received from then on that fits. */
  async ask(text, fits) {
    const before = this.received.length;
    await this.say(text);
    return this.hear(fits, before);
  }

  hear(fits, after = 0) {
    return eventually(() => this.received.slice(after).find(fits));
  }

  /** Refreshes the token as the client itself does every 15 minutes, and uses the new one from then on. */
  async refreshToken() {
    const token = await new Promise((resolve, reject) => this.#line.refreshToken().subscribe(resolve, reject));
    this.#line.token = token;
    return token;
  }

  /** Destroys the connection without a closing handshake. */
  cutTheLine() {
    WatchedWebSocket.opened.at(-1).terminate();
  }

  end() {
    this.#subscription.unsubscribe();
    this.#line.end();
  }
}

module.exports = { DirectLineCustomer, socketsOpened: () => WatchedWebSocket.opened.length };
