import { h, icon, icons, undisguised } from './dom.js';
import { markdown, plain } from './markdown.js';

const typingFor = 5_000;

/** "Alice Martin" → "Alice". */
export const firstName = name => undisguised(name).trim().split(/\s+/)[0];

/** "Alice Martin" → "AM". */
export function initials(name) {
  const words = undisguised(name).trim().split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map(word => [...word][0].toLocaleUpperCase()).join('');
}

export function avatar(owner, name) {
  return h('span', { class: `avatar ${owner}`, 'aria-hidden': 'true' },
    owner === 'agent' && name ? initials(name) : icon(icons[{ bot: 'bot', queue: 'queue' }[owner] ?? 'person']));
}

/** One thing said. With `follows` it shows no name again; a screen reader hears it all the same. */
export function bubble({ speaker, name, text, textFormat, at, follows }, wording) {
  const shownName = speaker === 'agent' ? firstName(name) : undisguised(name);
  const body = h('div', { class: 'body' },
    h('span', { class: 'unseen', text: `${speaker === 'customer' ? wording.say('you') : shownName}: ` }),
    speaker === 'bot' && textFormat !== 'plain' ? markdown(text) : plain(text));
  if (speaker === 'customer') return h('div', { class: 'message customer' }, body);
  const byline = follows ? null : h('div', { class: 'byline' },
    h('span', { class: 'name', 'aria-hidden': 'true', text: shownName }),
    speaker === 'bot' ? h('span', { class: 'mark', text: wording.say('bot') }) : null,
    time(at, wording));
  return h('div', { class: `message ${speaker}${follows ? ' follows' : ''}` },
    follows ? null : avatar(speaker, name), byline, body);
}

export const notice = text => h('div', { class: 'notice' }, plain(text));

export const divider = (label, kind) => h('div', { class: `divider ${kind}` }, h('span', { text: label }));

export const time = (at, wording) => h('time', { datetime: at, text: wording.time.format(new Date(at)) });

/** A message of the customer, with what has become of it. */
export function ownMessage({ text, at, state }, { wording, retry }) {
  const fate = h('div', { class: 'state' });
  const element = bubble({ speaker: 'customer', text }, wording);
  element.append(fate);

  function show(state, when = at) {
    element.dataset.state = state;
    fate.replaceChildren(h('span', { text: wording.say(state) }));
    if (state === 'sent') fate.append(' ', time(when, wording));
    if (state === 'failed') fate.append(h('button', { type: 'button', class: 'link', text: wording.say('retry'), onclick: retry }));
  }
  show(state);
  return { element, show };
}

/** "Alice is writing", only while she does: a signal counts for a few seconds, a message ends it. */
export function typing(wording) {
  const element = h('div', { class: 'typing', hidden: true });
  let sender;
  let timer;

  function show({ from = {} }) {
    if (!from.name) return;
    sender = from.id;
    element.replaceChildren(h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')),
      wording.say('typing', { name: firstName(from.name) }));
    element.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(hide, typingFor, sender);
  }

  function hide(from) {
    if (from === sender) element.hidden = true;
  }
  return { element, show, hide };
}

/** The replies that the last message offers. */
export function suggestions(wording, choose) {
  const element = h('div', { class: 'suggestions', role: 'group', 'aria-label': wording.say('suggestions'), hidden: true });
  // These two have buttons of their own.
  const elsewhere = [wording.say('person'), wording.say('leave')];

  function show(actions = []) {
    const offered = actions.filter(({ title, value = title }) =>
      title && typeof value === 'string' && !elsewhere.includes(value));
    element.replaceChildren(...offered.map(({ title, value = title }) =>
      h('button', { type: 'button', text: undisguised(title), onclick: () => choose(value) })));
    element.hidden = !offered.length;
  }
  return { element, show };
}
