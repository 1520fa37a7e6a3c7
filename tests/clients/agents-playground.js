'use strict';

// Microsoft's Agents Playground, posing as Teams, against POST /api/messages and the replies through its connector.

const { Agent, isGapless } = require('./lib/agent');
const { runChecks } = require('./lib/checks');
const { Playground } = require('./lib/playground');
const { startRelay } = require('./lib/relay');
const { readSettings } = require('./lib/settings');
const { readWording } = require('./lib/wording');

const settings = readSettings();
const wording = readWording(settings.dialogs);
const agent = new Agent(settings);

const routine = 'How do I pay my bill?';
const asking = 'can I just talk to someone please';

runChecks({ seconds: 240 }, async (checks, cleanUp) => {
  await agent.available();
  checks.part('Teams');
  await journey(checks, cleanUp);
  checks.part('dummy key');
  await refusal(checks, cleanUp);
});

async function journey(checks, cleanUp) {
  const relay = await startRelay(`${settings.server}/api/messages`);
  cleanUp(relay.close);
  const teams = await Playground.open(relay.address, {}, cleanUp);

  checks.must('the bot greets when it is installed', await teams.hear(() => true), summary(relay.posts));
  const greeted = (await teams.bubbles()).length;
  await teams.type(routine);
  checks.must('a routine question is answered', await teams.hear(() => true, greeted), summary(relay.posts));

  const handoff = await askForAPerson(checks, teams, relay);
  await talk(checks, teams, handoff);
  await finish(checks, teams, handoff);

  const bubbles = await teams.bubbles();
  checks.that('the bot greeted once', bubbles.filter((text) => text === bubbles[0]).length === 1, bubbles);
  checks.that('every activity was accepted', relay.posts.every(({ status }) => status === 200 || status === 202), summary(relay.posts));
}

/** @returns the held handoff, with its lease token */
async function askForAPerson(checks, teams, relay) {
  await teams.type(asking);
  checks.must('asking for a person brings a notice',
    await teams.hear((text) => text.includes(wording('handoff.passed_on'))), await teams.bubbles());

  const { activity } = relay.posts.findLast((post) => post.activity.type === 'message');
  const waiting = checks.must('the agent finds it among the waiting', await agent.waitingHandoff(activity.conversation.id), activity.conversation);
  checks.that('its channel is Teams', waiting.channel === 'msteams', waiting.channel);
  const held = await agent.claim(waiting.id);
  checks.must('the agent claims it and gets a lease', held.leaseToken);

  const turns = await agent.turns(held.id);
  checks.that('the transcript has no gap', isGapless(turns), turns.map((turn) => turn.seq));
  const said = turns.filter((turn) => turn.speaker === 'customer').map((turn) => turn.text);
  checks.that('it has all the customer said', JSON.stringify(said) === JSON.stringify([routine, asking]), said);
  return held;
}

async function talk(checks, teams, handoff) {
  const words = 'Hello, I have read everything. <b>1 & 2</b>';
  await agent.write(handoff, words);
  const bubble = checks.must('the agent\'s words appear', await teams.hear((text) => text.includes('I have read everything')), await teams.bubbles());
  // The playground takes HTML in plain text and in Markdown for markup, so it has to be escaped on the way there.
  checks.that('as text, not as markup', bubble.includes(words), bubble);
  // Teams shows every bubble under the bot's name, so the text itself has to say that a person speaks.
  checks.that('with the name of who wrote them', /\p{L}/u.test(bubble.replace(words, '')), bubble);

  const before = (await teams.bubbles()).length;
  await teams.type('thanks, it is about May');
  await checks.eventually('the agent reads the customer\'s reply', async () =>
    (await agent.turns(handoff.id)).some((turn) => turn.speaker === 'customer' && turn.text === 'thanks, it is about May'));
  await agent.write(handoff, 'May it is.');
  checks.that('the next words appear', await teams.hear((text) => text.includes('May it is.'), before), await teams.bubbles());
  checks.that('the bot stayed silent', (await teams.bubbles()).length === before + 1, await teams.bubbles());
}

async function finish(checks, teams, handoff) {
  await agent.resolve(handoff, 'explained the bill');
  checks.must('after resolving, the customer is asked whether it is solved',
    await teams.hear((text) => text.includes(wording('solved.ask'))), await teams.bubbles());
  await teams.type(wording('solved.yes'));
  checks.that('yes is answered with thanks', await teams.hear((text) => text.includes(wording('solved.thanks'))), await teams.bubbles());
}

/** In this mode the playground signs its tokens with a key that everybody knows. */
async function refusal(checks, cleanUp) {
  const relay = await startRelay(`${settings.server}/api/messages`);
  cleanUp(relay.close);
  const teams = await Playground.open(relay.address, { M365_AGENTS_PLAYGROUND_TARGET_SDK: 'teams-ai-v2-dotnet' }, cleanUp);
  await teams.type(asking);
  await checks.soon('the playground sends the message', () => relay.posts.some((post) => post.activity.type === 'message'), { seen: () => summary(relay.posts) });
  checks.that('with a signed token', relay.posts.every(({ token }) => token?.split('.').length === 3), summary(relay.posts));
  checks.that('every activity is answered 401', relay.posts.every(({ status }) => status === 401), summary(relay.posts));
  const conversation = relay.posts.at(-1).activity.conversation.id;
  checks.that('nobody waits because of it', !(await agent.waitingHandoff(conversation, 1)));
  checks.that('nothing is said', (await teams.bubbles()).length === 0, await teams.bubbles());
}

function summary(posts) {
  return posts.map(({ activity, status, token }) => `${activity.type} ${activity.name ?? ''} ${status}${token ? ' with a token' : ''}`);
}
