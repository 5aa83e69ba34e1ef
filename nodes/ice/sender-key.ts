/** The key of a message among those of all senders. */

/** The id itself where it begins with its sender, as ids should; otherwise with the sender before it, so that nobody takes the place of another's message. */
export const senderKey = (messageId: string, sender: string): string =>
  messageId.startsWith(sender) ? messageId : `${sender}|${messageId}`;
