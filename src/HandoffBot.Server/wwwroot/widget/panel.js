import { composer } from './composer.js';
import { Conversation, speakerOf } from './conversation.js';
import { DirectLine } from './direct-line.js';
import { h, icon, icons } from './dom.js';
import { connectionBar, header } from './header.js';
import { outgoing } from './outgoing.js';
import { transcriptView } from './transcript-view.js';
import { waitingCard } from './waiting-card.js';

/** The chat itself: joins the connection to what is seen. `arrived()`: somebody wrote. Without `close` it stays open. */
export function panel({ origin, wording, session, close, arrived }) {
  const connection = new DirectLine({ origin, locale: wording.locale, session });
  const top = header(wording, close);
  const bar = connectionBar(wording, () => connection.reconnect());
  const view = transcriptView(wording, { choose: say, retry: id => unsent.retry(id) });
  const waiting = waitingCard(wording, () => say(wording.say('leave')));
  const writing = composer(wording, say);
  const person = h('button', { type: 'button', class: 'quiet person', onclick: askForPerson }, icon(icons.person), wording.say('person'));
  const element = h('section', { class: 'panel', role: close ? 'dialog' : 'region', 'aria-label': wording.say('title') },
    top.element, bar.element, view.element,
    h('div', { class: 'foot' }, waiting.element, person, writing.element));
  const unsent = outgoing(connection, session, view.showOutgoing);
  let conversation = new Conversation();

  function say(text) {
    unsent.send(text);
  }

  // One request is enough, however often an anxious finger presses.
  function askForPerson() {
    const request = wording.say('person');
    if (!unsent.has(request)) say(request);
  }

  /** On a touch screen the field would bring up the keyboard. */
  function focus() {
    view.toEnd();
    (matchMedia('(pointer: coarse)').matches ? top : writing).focus();
  }

  function showOwner() {
    const { owner, handoff } = conversation;
    const focused = person.getRootNode().activeElement === person;
    top.show(conversation);
    waiting.show(handoff);
    person.hidden = owner !== 'bot';
    // The focus must not vanish with the button.
    if (focused && person.hidden) writing.focus();
  }

  function take(activity, history) {
    const { userId } = connection;
    const own = speakerOf(activity, userId) === 'customer';
    conversation.take(activity, userId);
    if (activity.type === 'typing' && !own) view.showTyping(activity);
    if (activity.type !== 'message' || !activity.text) return;
    view.add(activity, { userId, history });
    if (own) unsent.echoed(activity.channelData?.clientActivityID);
    else if (!history) arrived();
  }

  connection.addEventListener('state', () => {
    bar.show(connection.state);
    if (connection.state === 'online') view.showConnected();
  });
  connection.addEventListener('activities', ({ detail: { activities, history } }) => {
    for (const activity of activities) take(activity, history);
    showOwner();
  });
  connection.addEventListener('restarted', () => {
    conversation = new Conversation();
    view.restart();
    showOwner();
  });
  showOwner();

  function stop() {
    connection.stop();
    unsent.stop();
  }
  return { element, say, focus, start: () => connection.start(), stop };
}
