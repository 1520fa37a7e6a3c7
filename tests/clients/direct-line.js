'use strict';

// botframework-directlinejs against the Direct Line endpoint: one conversation over WebSocket, one by polling.

const { Agent, isGapless } = require('./lib/agent');
const { runChecks } = require('./lib/checks');
const { DirectLineCustomer, socketsOpened } = require('./lib/direct-line-customer');
const { readSettings } = require('./lib/settings');
const { askForToken } = require('./lib/token');
const { checkTokens } = require('./lib/token-checks');
const { readWording } = require('./lib/wording');

const settings = readSettings();
const wording = readWording(settings.dialogs);
const agent = new Agent(settings);

const routine = 'How do I pay my bill?';
const asking = 'can I just talk to someone please';

const spokenBy = (speaker) => (activity) => activity.channelData?.speaker === speaker;
const saying = (text) => (activity) => activity.text?.includes(text);

runChecks({ seconds: 240 }, async (checks, cleanUp) => {
  await agent.available();
  for (const webSocket of [true, false]) {
    checks.part(webSocket ? 'WebSocket' : 'polling');
    await journey(checks, cleanUp, webSocket);
  }
  checks.part('tokens');
  await checkTokens(checks, settings.server);
});

async function journey(checks, cleanUp, webSocket) {
  const { token, conversationId } = await askForToken(settings.server);
  const opened = socketsOpened();
  const customer = new DirectLineCustomer({ server: settings.server, token, webSocket });
  cleanUp(() => customer.end());

  await askTheBot(checks, customer);
  const handoff = await askForAPerson(checks, customer, conversationId);
  await talk(checks, customer, handoff);
  if (webSocket) await surviveACutLine(checks, customer, handoff);
  checks.that('the client refreshes its token', (await customer.refreshToken()).split('.').length === 3);
  await customer.say('still here with the new token');
  await checks.eventually('the agent reads what was said with the new token', async () =>
    (await agent.turns(handoff.id)).some((turn) => turn.text === 'still here with the new token'));
  await finish(checks, customer, handoff);

  checkWhatArrived(checks, customer);
  checks.that(webSocket ? 'the client used a WebSocket' : 'the client used no WebSocket', (socketsOpened() > opened) === webSocket);
}

async function askTheBot(checks, customer) {
  const greeting = await checks.soon('the bot greets', () => customer.received[0], { seen: () => customer.status });
  checks.that('the greeting is the bot\'s', spokenBy('bot')(greeting), greeting.channelData);
  checks.that('the client is online', customer.status === 'Online', customer.status);

  const answer = await customer.ask(routine, () => true);
  checks.must('a routine question is answered', answer?.text);
  checks.that('by the bot, with its name', spokenBy('bot')(answer) && answer.from.role === 'bot' && answer.from.name === wording('bot.name'), answer);
  checks.that('without a handoff', !answer.channelData.handoff, answer.channelData);
}

/** @returns the held handoff, with its lease token */
async function askForAPerson(checks, customer, conversationId) {
  const notice = await customer.ask(asking, (activity) => activity.channelData?.handoff);
  checks.must('asking for a person brings a notice with the handoff', notice, customer.received.at(-1));
  const { id, state, position } = notice.channelData.handoff;
  checks.that('it says that the handoff waits, and where in line', id && state === 'waiting' && position >= 1, notice.channelData);

  const waiting = checks.must('the agent finds it among the waiting', await agent.waitingHandoff(conversationId));
  checks.that('it is the handoff of the notice', waiting.id === id, waiting.id);
  checks.that('its reason is the customer\'s request', waiting.reasons.some((reason) => reason.code === 'human_request'), waiting.reasons);

  const heard = customer.received.map((activity) => activity.text);
  const held = await agent.claim(id);
  checks.must('the agent claims it and gets a lease', held.leaseToken);
  const turns = await agent.turns(id);
  checks.that('the transcript has no gap', isGapless(turns), turns.map((turn) => turn.seq));
  checks.that('it has all the customer said', sameTexts(turns.filter((turn) => turn.speaker === 'customer'), [routine, asking]), turns);
  checks.that('it has all the customer heard, in order', sameTexts(turns.filter((turn) => turn.speaker !== 'customer').slice(0, heard.length), heard), turns);
  checks.that('the receipt counts the turns and has their digest',
    held.receipt?.turns >= heard.length + 2 && held.receipt.turns <= turns.length && /^[0-9a-f]{64}$/i.test(held.receipt.sha256), held.receipt);
  return { id, leaseToken: held.leaseToken };
}

async function talk(checks, customer, handoff) {
  const words = 'Hello, I have read everything. <b>1 & 2</b>';
  await agent.write(handoff, words);
  const heard = await customer.hear(saying('I have read everything'));
  checks.must('the customer receives the agent\'s words', heard);
  checks.that('unchanged', heard.text === words, heard.text);
  checks.that('marked as an agent\'s, with a name that is not the bot\'s',
    spokenBy('agent')(heard) && heard.from.name && heard.from.name !== wording('bot.name'), heard);

  const reply = 'thanks, it is about May';
  const before = customer.received.length;
  checks.that('the customer\'s reply is taken', (await customer.say(reply)) !== 'retry');
  await checks.eventually('the agent reads the reply', async () =>
    (await agent.turns(handoff.id)).some((turn) => turn.speaker === 'customer' && turn.text === reply));
  await agent.write(handoff, 'May it is.');
  await checks.eventually('the next words are the agent\'s', () => customer.received.some(saying('May it is.')));
  checks.that('the bot stayed silent', !customer.received.slice(before).some(spokenBy('bot')), customer.received.slice(before));
}

async function surviveACutLine(checks, customer, handoff) {
  const opened = socketsOpened();
  customer.cutTheLine();
  await agent.write(handoff, 'said while the line was down, first');
  await agent.write(handoff, 'said while the line was down, second');
  await checks.eventually('after a cut the client connects again', () => socketsOpened() > opened);
  await checks.eventually('what was said meanwhile arrives', () =>
    customer.received.filter(saying('said while the line was down')).length >= 2);
  await agent.write(handoff, 'said after the line was back');
  await checks.eventually('the new line is live', () => customer.received.some(saying('said after the line was back')));
}

async function finish(checks, customer, handoff) {
  await agent.resolve(handoff, 'explained the bill');
  const question = await customer.hear(saying(wording('solved.ask')));
  checks.must('after resolving, the customer is asked whether it is solved', question, customer.received.at(-1));
  checks.that('not by a person', !spokenBy('agent')(question), question.channelData);
  const choices = question.suggestedActions?.actions.map((action) => action.title) ?? [];
  checks.that('with yes and no to choose from', choices.includes(wording('solved.yes')) && choices.includes(wording('solved.no')), choices);
  const yes = question.suggestedActions?.actions.find((action) => action.title === wording('solved.yes'));
  const thanks = yes && (await customer.ask(yes.value, saying(wording('solved.thanks'))));
  checks.that('yes is recorded with thanks', thanks, customer.received.at(-1));
}

function checkWhatArrived(checks, customer) {
  const messages = customer.activities.filter((activity) => activity.type === 'message');
  const ids = messages.map((message) => message.id);
  checks.that('no message came twice', new Set(ids).size === ids.length, ids);
  checks.that('messages came in the order of their ids', ids.every((id, index) => index === 0 || id > ids[index - 1]), ids);
  const echoes = customer.echoes.map(({ text, channelData }) => `${channelData?.clientActivityID} ${text}`);
  const said = customer.said.map(({ text, clientActivityID }) => `${clientActivityID} ${text}`);
  checks.that('every own message came back once, with its client id', JSON.stringify(echoes) === JSON.stringify(said), echoes);
  checks.that('every other message says who speaks',
    customer.received.every((activity) => ['bot', 'agent', 'system'].includes(activity.channelData?.speaker)), customer.received.map((a) => a.channelData));
}

function sameTexts(turns, texts) {
  return turns.length === texts.length && turns.every((turn, index) => turn.text === texts[index]);
}
