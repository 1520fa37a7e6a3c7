import { BackOff, Pause } from './back-off.js';

const echoWithin = 15_000;
const triesBeforeSayingSo = 4;

// crypto.randomUUID is missing without TLS.
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

/**
 * What the customer wrote and the server has not yet sent back. A message keeps its clientActivityID through all tries and
 * reloads, so that it is stored once. `changed({clientActivityID, text, at, state: sending|waiting|slowed|failed|sent})`.
 */
export function outgoing(connection, session, changed) {
  const backOff = new BackOff(1_000, 10_000);
  const pause = new Pause();
  const messages = (session.get('outgoing') ?? []).map(kept => ({ ...kept, state: 'waiting', tries: 0 }));
  let pumping = false;

  const isOnline = () => connection.state === 'online';
  const unsentState = () => (isOnline() ? 'sending' : 'waiting');
  const find = id => messages.find(({ clientActivityID }) => clientActivityID === id);
  const save = () => session.set({
    outgoing: messages.map(({ clientActivityID, text, at }) => ({ clientActivityID, text, at })),
  });

  function show(message, state) {
    message.state = state;
    changed(message);
  }

  function send(text) {
    const message = { clientActivityID: newId(), text, at: new Date().toISOString(), tries: 0 };
    messages.push(message);
    save();
    show(message, unsentState());
    pump();
  }

  function retry(id) {
    const message = find(id);
    if (!message) return;
    Object.assign(message, { refused: false, posted: false, tries: 0 });
    show(message, unsentState());
    if (isOnline()) pump();
    else connection.reconnect();
  }

  function echoed(id) {
    const message = find(id);
    if (!message) return;
    messages.splice(messages.indexOf(message), 1);
    clearTimeout(message.echoTimer);
    save();
    show(message, 'sent');
  }

  connection.addEventListener('state', () => {
    for (const message of messages) {
      if (message.refused || message.posted) continue;
      message.tries = 0;
      show(message, unsentState());
    }
    pause.wake();
    pump();
  });

  // One at a time keeps the order.
  async function pump() {
    if (pumping) return;
    pumping = true;
    let message;
    while (isOnline() && (message = messages.find(({ state, posted }) => state === 'sending' && !posted))) await post(message);
    pumping = false;
  }

  async function post(message) {
    const { clientActivityID, text } = message;
    try {
      message.tries++;
      await connection.post({ type: 'message', text, textFormat: 'plain', channelData: { clientActivityID } });
      backOff.reset();
      message.posted = true;
      if (find(clientActivityID)) message.echoTimer = setTimeout(missEcho, echoWithin, message);
    } catch (failure) {
      if (find(clientActivityID)) await onFailure(message, failure);
    }
  }

  async function onFailure(message, failure) {
    message.refused = failure.final;
    if (failure.final || (message.tries >= triesBeforeSayingSo && failure.status !== 429)) return show(message, 'failed');
    if (failure.tokenRejected) connection.reconnect();
    if (failure.status === 429) {
      // Asked for patience, not refused: however often, it is not a failure.
      message.tries = 0;
      show(message, 'slowed');
    }
    await pause.wait(failure.retryAfter ?? backOff.next());
    if (message.state === 'slowed') show(message, unsentState());
  }

  // The connection is probably dead: reconnecting brings the echo.
  function missEcho(message) {
    message.posted = false;
    connection.reconnect();
    pump();
  }

  messages.forEach(changed);
  return {
    send, retry, echoed,
    has: text => messages.some(message => message.text === text),
    stop: () => messages.forEach(({ echoTimer }) => clearTimeout(echoTimer)),
  };
}
