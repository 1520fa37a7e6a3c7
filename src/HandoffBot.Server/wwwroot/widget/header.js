import { h, icon, icons, undisguised } from './dom.js';
import { avatar, firstName } from './messages.js';

const tellAfter = 1_500;

/** Says who speaks now. */
export function header(wording, close) {
  const mark = h('span');
  const who = h('h2', { tabindex: -1 });
  const state = h('p');
  let shown;
  const element = h('header', {}, mark, h('div', { class: 'who', role: 'status' }, who, state), close
    && h('button', { type: 'button', class: 'close', 'aria-label': wording.say('close'), onclick: close }, icon(icons.close)));

  function show({ owner, botName, agentName }) {
    const now = [owner, botName, agentName].join('|');
    if (shown === now) return;
    shown = now;
    mark.replaceChildren(avatar(owner, agentName));
    who.replaceChildren(owner === 'bot' ? undisguised(botName) || wording.say('title')
      : owner === 'agent' ? firstName(agentName) || wording.say('who.agent') : wording.say('who.queue'));
    if (owner === 'bot' && botName) who.append(h('span', { class: 'mark', text: wording.say('bot') }));
    state.textContent = wording.say(`state.${owner}`);
  }
  return { element, show, focus: () => who.focus() };
}

/** Says that the connection is lost and what happens to what is written; a short break is not worth a word. */
export function connectionBar(wording, tryNow) {
  const alert = h('div', { role: 'alert' });
  const status = h('div', { class: 'unseen', role: 'status' });
  const element = h('div', { class: 'connection' }, alert, status);
  let timer;

  function tell(state) {
    status.textContent = '';
    alert.className = state;
    alert.replaceChildren(h('span', { text: wording.say(`connection.${state}`) }));
    if (state === 'busy') return;
    alert.append(h('button', { type: 'button', class: 'link', text: wording.say('connection.try'), onclick: tryNow }));
  }

  function show(state) {
    clearTimeout(timer);
    const told = alert.firstChild;
    if (state !== 'connecting' && state !== 'online') {
      timer = setTimeout(tell, state === 'offline' || told ? 0 : tellAfter, state);
    } else if (told) {
      status.textContent = wording.say('connection.online');
      alert.replaceChildren();
    }
  }
  return { element, show };
}
