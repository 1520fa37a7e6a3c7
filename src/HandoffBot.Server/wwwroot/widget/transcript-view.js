import { Conversation, speakerOf } from './conversation.js';
import { h, icon, icons } from './dom.js';
import { bubble, divider, firstName, notice, ownMessage, suggestions, typing } from './messages.js';

const together = 5 * 60_000;
const nearEnd = 48;
const skeletonAfter = 200;
const greetingWithin = 800;

/** What the server has recorded, in its order; then what it has not confirmed yet; then who types and what can be chosen. */
export function transcriptView(wording, { choose, retry }) {
  const recorded = h('div', { class: 'recorded', role: 'log', 'aria-live': 'off', 'aria-label': wording.say('log') });
  const unsent = h('div', { class: 'unsent' });
  const start = h('div', { class: 'start', role: 'status' });
  const typist = typing(wording);
  const offered = suggestions(wording, choose);
  const area = h('div', { class: 'area', role: 'group', tabindex: 0, 'aria-label': wording.say('conversation') },
    start, recorded, unsent, typist.element, offered.element);
  const scroll = scrollKeeper(area, wording);
  const own = new Map();
  const days = new Map();
  let phases = new Conversation();
  let last = {};
  let phaseLine;

  const isEmpty = () => !recorded.firstChild && !own.size;

  setTimeout(() => {
    if (!isEmpty() || start.firstChild) return;
    start.append(h('span', { class: 'unseen', text: wording.say('loading') }),
      h('div', { class: 'skeleton', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')));
  }, skeletonAfter);

  /** `history` is neither announced nor counted as news. */
  function add(activity, { userId, history }) {
    const speaker = speakerOf(activity, userId);
    const at = activity.timestamp ?? new Date().toISOString();
    start.replaceChildren();
    recorded.setAttribute('aria-live', history ? 'off' : 'polite');
    addDay(new Date(at));
    addPhase(activity, userId);
    // Place and wait, a notice's second paragraph, are on the waiting card; a reference is to be kept.
    if (speaker === 'customer') addOwn(activity, at);
    else if (speaker === 'system') append(notice(phases.owner === 'queue' && !activity.channelData.handoff?.reference ? activity.text.split('\n\n')[0] : activity.text));
    else addSaid(activity, speaker, at);
    if (speaker !== 'customer') typist.hide(activity.from?.id);
    offered.show(speaker === 'customer' ? [] : activity.suggestedActions?.actions);
    scroll.added(!history && speaker !== 'customer');
  }

  function addDay(date) {
    const day = date.toDateString();
    if (days.has(day)) return;
    // What was "today" may be yesterday by now.
    for (const { line, date } of days.values()) line.firstChild.textContent = wording.day(date);
    const line = divider(wording.day(date), 'day');
    days.set(day, { line, date });
    append(line);
  }

  function addPhase(activity, userId) {
    const before = phases.owner;
    phases.take(activity, userId);
    const { owner, agentName, botName } = phases;
    const label = (owner === 'agent' ? firstName(agentName) : owner === 'bot' && botName) || wording.say(`who.${owner}`);
    if (owner !== before) append(phaseLine = divider(label, 'phase'));
    // The name may only come with the first words.
    else if (owner === 'agent' && phaseLine) phaseLine.firstChild.textContent = label;
  }

  function addSaid({ from = {}, text, textFormat }, speaker, at) {
    const { name } = from;
    const follows = last.speaker === speaker && last.name === name && Date.parse(at) - Date.parse(last.at) < together;
    append(bubble({ speaker, name, text, textFormat, at, follows }, wording), { speaker, name, at });
  }

  function addOwn({ text, channelData = {} }, at) {
    const message = own.get(channelData.clientActivityID) ?? ownMessage({ text, at, state: 'sent' }, { wording });
    message.show('sent', at);
    append(message.element);
  }

  function append(element, said = {}) {
    recorded.append(element);
    last = said;
  }

  function showOutgoing(message) {
    const { clientActivityID, state } = message;
    // Its echo places it among what is recorded.
    if (state === 'sent') return;
    if (own.has(clientActivityID)) return own.get(clientActivityID).show(state);
    const shown = ownMessage(message, { wording, retry: () => retry(clientActivityID) });
    start.replaceChildren();
    offered.show();
    own.set(clientActivityID, shown);
    unsent.append(shown.element);
    scroll.toEnd();
  }

  function showTyping(activity) {
    typist.show(activity);
    scroll.added(false);
  }

  /** A greeting may be on its way; without one this says what to do. */
  function showConnected() {
    setTimeout(() => {
      if (isEmpty()) start.replaceChildren(h('p', { class: 'empty', text: wording.say('empty') }));
    }, greetingWithin);
  }

  /** Unsent words move to the new conversation. */
  function restart() {
    recorded.replaceChildren(notice(wording.say('restarted')));
    offered.show();
    phases = new Conversation();
    last = {};
    days.clear();
  }

  const element = h('div', { class: 'transcript' }, area, scroll.pill);
  return { element, add, showOutgoing, showTyping, showConnected, restart, toEnd: scroll.toEnd };
}

/** Keeps the newest message in view, or offers the way back to it when the reader has scrolled up. */
function scrollKeeper(area, wording) {
  const pill = h('button', { type: 'button', class: 'pill', hidden: true, onclick: toEnd });
  let unseen = 0;
  let atEnd = true;
  let height = 0;

  function show() {
    const focused = pill.getRootNode().activeElement === pill;
    pill.hidden = !unseen;
    if (unseen) pill.replaceChildren(icon(icons.down), wording.count('new', unseen));
    else if (focused) area.focus();
  }

  function toEnd() {
    area.scrollTop = area.scrollHeight;
    atEnd = true;
    unseen = 0;
    show();
  }

  function added(counts) {
    if (atEnd) return toEnd();
    if (counts) unseen++;
    show();
  }

  area.addEventListener('scroll', () => {
    // In the middle of a change of height: not the reader's doing.
    if (area.clientHeight !== height) return;
    atEnd = area.scrollHeight - area.scrollTop - height < nearEnd;
    if (atEnd) unseen = 0;
    show();
  }, { passive: true });
  // A keyboard or the waiting card opens: the end stays in view.
  new ResizeObserver(() => {
    height = area.clientHeight;
    if (atEnd) toEnd();
  }).observe(area);
  return { pill, added, toEnd };
}
