/** The address of an outside broker as people write it, taken apart: what is said of the broker never names its credentials. Opens nothing. */

export interface BrokerAddress {
  /** `mqtt://host:port`, `mqtts://host:port` */
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
}

/** @param text `mqtt://user:password@host:port`, or without user and password. */
export function brokerAddress(text: string): BrokerAddress {
  const url = new URL(text);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  if (username === '') return { url: url.href };
  return {
    url: url.href,
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}
