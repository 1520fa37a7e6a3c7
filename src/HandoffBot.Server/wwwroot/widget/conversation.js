const ownerByState = { waiting: 'queue', offered: 'queue', held: 'agent', closed: 'bot' };

/** Who wrote an activity: customer, bot, agent or system. */
export function speakerOf({ from = {}, channelData = {} }, userId) {
  if (from.role === 'user' || (userId && from.id === userId)) return 'customer';
  return ['agent', 'system'].includes(channelData.speaker) ? channelData.speaker : 'bot';
}

/** What the activities say: who owns the conversation (bot, queue, agent), their name, the handoff. */
export class Conversation {
  owner = 'bot';
  botName = '';
  agentName = '';
  /** {id, state, position?, waitSeconds?, agent?}, until closed. */
  handoff = null;
  #asOf = -Infinity;

  /** Takes in a message, or a `handoff.status` event. */
  take(activity, userId) {
    const speaker = speakerOf(activity, userId);
    if (activity.type === 'event') {
      if (activity.name === 'handoff.status' && speaker !== 'customer') this.#follow(activity.value, activity.timestamp);
      return;
    }
    if (speaker === 'customer') return;
    if (activity.channelData?.handoff) this.#follow(activity.channelData.handoff, activity.timestamp);
    if (speaker === 'bot') this.botName = activity.from?.name || this.botName;
    if (speaker === 'agent') this.agentName = activity.from?.name || this.agentName;
  }

  // A replayed message must not undo a newer status.
  #follow(handoff, timestamp) {
    const at = Date.parse(timestamp);
    if (!ownerByState[handoff?.state] || at < this.#asOf) return;
    if (at) this.#asOf = at;
    this.owner = ownerByState[handoff.state];
    if (this.owner === 'agent') this.agentName = handoff.agent ?? this.agentName;
    else this.agentName = '';
    this.handoff = this.owner === 'bot' ? null : handoff;
  }
}
