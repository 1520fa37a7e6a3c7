// One tag puts the chat on any site; both data attributes are optional:
//   <script type="module" src="https://host/widget.js" data-language="fr" data-open></script>
// A page that places <handoff-chat> itself gets it there, without a launcher.
import { HandoffChat } from './widget/handoff-chat.js';

customElements.get('handoff-chat') ?? customElements.define('handoff-chat', HandoffChat);

const whenParsed = document.readyState === 'loading'
  ? new Promise(resolve => document.addEventListener('DOMContentLoaded', resolve, { once: true }))
  : Promise.resolve();

whenParsed.then(() => {
  if (document.querySelector('handoff-chat')) return;
  const tag = [...document.scripts].find(script => script.src === import.meta.url);
  const chat = document.createElement('handoff-chat');
  chat.setAttribute('floating', '');
  if (tag?.dataset.language) chat.setAttribute('language', tag.dataset.language);
  if (tag?.dataset.open !== undefined && tag.dataset.open !== 'false') chat.setAttribute('open', '');
  document.body.append(chat);
});
