const requestTimeout = 20_000;
const pingEvery = 20_000;
const openWithin = 10_000;
const tokenFields = ({ token, conversationId, userId }) => ({ token, conversationId, userId });

/** The server said no; `retryAfter` is in milliseconds. */
export class Refused extends Error {
  constructor(status, retryAfter) {
    super(`refused with ${status}`);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** A renewed token may be accepted. */
  get tokenRejected() {
    return this.status === 401 || this.status === 403 || this.status === 404;
  }

  /** Sending the same again cannot help. */
  get final() {
    return this.status >= 400 && this.status < 500 && !this.tokenRejected && this.status !== 408 && this.status !== 429;
  }
}

/** Direct Line 3.0 over HTTP for one customer, with the chat token that opens it. */
export class ChatApi {
  #origin;
  #locale;
  #session;
  #replaced;
  #renewal;
  #refreshTimer;

  /** `replaced()`: the server no longer knew the conversation and has begun a new one. */
  constructor({ origin, locale, session, replaced }) {
    this.#origin = origin;
    this.#locale = locale;
    this.#session = session;
    this.#replaced = replaced;
  }

  get userId() {
    return this.#session.get('userId');
  }

  get conversationId() {
    return this.#session.get('conversationId');
  }

  async ready() {
    if (!this.#session.get('token')) await this.renew();
    else if (!this.#refreshTimer) this.#planRefresh((this.#session.get('expiresAt') ?? 0) - Date.now());
  }

  /** Takes a new token, unless `fresh` for the same conversation. Callers at the same time share one request. */
  renew({ fresh = false } = {}) {
    this.#renewal ??= this.#takeToken(fresh ? undefined : this.#session.get('token')).finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #takeToken(resume) {
    try {
      const granted = await this.#send('/chat/token', { method: 'POST', body: { locale: this.#locale, resume } });
      const before = this.conversationId;
      this.#keep(tokenFields(granted), granted.expiresIn);
      if (before && before !== this.conversationId) this.#replaced();
    } catch (failure) {
      if (!resume || !(failure instanceof Refused) || failure.status === 429 || failure.status >= 500) throw failure;
      await this.#takeToken(undefined);
    }
  }

  start() {
    return this.#call('', { method: 'POST', body: { locale: this.#locale } });
  }

  reconnect(watermark) {
    return this.#call(`/${this.#path()}?watermark=${encodeURIComponent(watermark)}`);
  }

  activities(watermark) {
    return this.#call(`/${this.#path()}/activities?watermark=${encodeURIComponent(watermark)}`);
  }

  async post(activity) {
    await this.ready();
    const request = () => this.#call(`/${this.#path()}/activities`, {
      method: 'POST',
      body: { ...activity, locale: this.#locale, from: { id: this.userId, role: 'user' } },
    });
    try {
      return await request();
    } catch (failure) {
      if (!failure.tokenRejected) throw failure;
      await this.renew();
      return request();
    }
  }

  close() {
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = undefined;
  }

  #path() {
    return encodeURIComponent(this.conversationId);
  }

  #call(path, options) {
    return this.#send(`/v3/directline/conversations${path}`, { ...options, token: this.#session.get('token') });
  }

  async #send(path, { method = 'GET', body, token } = {}) {
    const headers = {};
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body) headers['Content-Type'] = 'application/json';
    const response = await fetch(this.#origin + path, {
      method, headers, body: body && JSON.stringify(body), cache: 'no-store', signal: AbortSignal.timeout(requestTimeout),
    });
    if (!response.ok) {
      const seconds = Number(response.headers.get('Retry-After'));
      throw new Refused(response.status, seconds > 0 ? seconds * 1000 : undefined);
    }
    return response.json();
  }

  #keep(fields, expiresInSeconds) {
    const lifetime = (expiresInSeconds ?? 1800) * 1000;
    this.#session.set({ ...fields, expiresAt: Date.now() + lifetime });
    this.#planRefresh(lifetime);
  }

  // Should every try fail, the token expires and the next 403 renews it.
  #planRefresh(lifetime) {
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = setTimeout(() => this.#refresh(), Math.min(Math.max(lifetime / 2, 30_000), 2 ** 31 - 1));
  }

  async #refresh() {
    try {
      const token = this.#session.get('token');
      const granted = await this.#send('/v3/directline/tokens/refresh', { method: 'POST', token });
      this.#keep({ token: granted.token }, granted.expires_in);
    } catch (failure) {
      if (failure.tokenRejected) await this.renew().catch(() => this.#planRefresh(0));
      else this.#planRefresh(0);
    }
  }
}

/** A WebSocket that carries activities until it closes. Empty frames only keep it alive. */
export class Stream {
  #socket;
  #end = () => {};

  /** Resolves when the stream has ended, rejects when it never opened. */
  run(url, { opened, received }) {
    return new Promise((resolve, reject) => {
      const socket = this.#socket = new WebSocket(url);
      let wasOpen = false;
      let ping;
      const patience = setTimeout(() => this.close(), openWithin);
      this.#end = socket.onclose = () => {
        clearTimeout(patience);
        clearInterval(ping);
        if (wasOpen) resolve();
        else reject(new Error('stream did not open'));
      };
      socket.onopen = () => {
        wasOpen = true;
        clearTimeout(patience);
        ping = setInterval(() => socket.send(''), pingEvery);
        opened();
      };
      socket.onmessage = ({ data }) => {
        if (!data) return;
        let frame;
        try {
          frame = JSON.parse(data);
        } catch {
          // Not to be skipped: asked for again from the last watermark.
          return this.close();
        }
        received(frame);
      };
    });
  }

  /** Ends at once: over a dead network the far side's goodbye never comes. */
  close() {
    if (!this.#socket) return;
    this.#socket.onmessage = this.#socket.onopen = null;
    this.#socket.close();
    this.#end();
  }
}
