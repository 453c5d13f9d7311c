import { BlockList, isIP } from 'node:net';

const thisMachine = new BlockList();
// Also decides on the same addresses inside IPv6 (::ffff:127.0.0.1).
thisMachine.addSubnet('127.0.0.0', 8, 'ipv4');
thisMachine.addSubnet('0.0.0.0', 8, 'ipv4');
// ::, ::1 and the old IPv4-compatible addresses.
thisMachine.addSubnet('::', 96, 'ipv6');

/**
 * Whether a URL leads to another machine, judged on the host that a connection would be made to: in lower case, without
 * a last dot, numbers as addresses. False for what is not a URL.
 *
 * @see RFC 6761 section 6.3, RFC 1122 section 3.2.1.3
 */
export function leadsElsewhere(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const host = new URL(url).hostname.replace(/\.+$/, '').replace(/^\[(.*)\]$/, '$1');
  if (host === 'localhost' || host.endsWith('.localhost')) return false;
  const family = isIP(host);
  return family === 0 || !thisMachine.check(host, family === 6 ? 'ipv6' : 'ipv4');
}
