/** A small mail server that speaks real SMTP (RFC 5321) over a socket: takes what it is told to, refuses the rest. */

import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** As sent: headers and body, still encoded. */
  readonly source: string;
}

export interface MailServer {
  /** For `SMTP_URL`. */
  readonly url: string;
  readonly received: readonly ReceivedMail[];
  /** What the next RCPT commands are answered; null to accept. */
  answerRecipients(reply: string | null): void;
  close(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  let recipientReply: string | null = null;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    serve(socket, received, () => recipientReply);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    answerRecipients: (reply) => {
      recipientReply = reply;
    },
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => done());
      }),
  };
}

function serve(socket: Socket, received: ReceivedMail[], recipientReply: () => string | null): void {
  let buffer = '';
  let from = '';
  let to: string[] = [];
  let data: string[] | null = null;
  const replies: Readonly<Record<string, (address: string) => string>> = {
    EHLO: () => '250 mail.test',
    MAIL: (address) => {
      [from, to] = [address, []];
      return '250 ok';
    },
    RCPT: (address) => {
      const refusal = recipientReply();
      if (refusal === null) to.push(address);
      return refusal ?? '250 ok';
    },
    DATA: () => {
      data = [];
      return '354 go on';
    },
    QUIT: () => '221 bye',
  };
  const answer = (line: string): string | null => {
    if (data === null) {
      const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
      return replies[line.slice(0, 4).toUpperCase()]?.(address) ?? '500 unknown';
    }
    if (line !== '.') {
      data.push(line.startsWith('..') ? line.slice(1) : line);
      return null;
    }
    received.push({ from, to, source: data.join('\n') });
    data = null;
    return '250 taken';
  };
  socket.write('220 mail.test ESMTP\r\n');
  socket.on('data', (bytes) => {
    const lines = `${buffer}${bytes.toString('latin1')}`.split('\r\n');
    buffer = lines.pop() ?? '';
    for (const reply of lines.map(answer)) if (reply !== null) socket.write(`${reply}\r\n`);
  });
}

/** The parts of a mail, decoded: quoted-printable and base64 are how letters beyond ASCII travel. */
export function readMail({ source }: ReceivedMail): { readonly headers: string; readonly text: string } {
  const [headers = '', ...rest] = source.split('\n\n');
  const decoded = source
    .split(/\n--[^\n]*\n/)
    .slice(1)
    .map((part) => {
      const [head = '', ...body] = part.split('\n\n');
      const raw = body.join('\n\n');
      if (/base64/i.test(head)) return Buffer.from(raw, 'base64').toString('utf8');
      if (!/quoted-printable/i.test(head)) return raw;
      const bytes = raw
        .replaceAll('=\n', '')
        .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
      return Buffer.from(bytes, 'latin1').toString('utf8');
    });
  return { headers, text: decoded.length > 0 ? decoded.join('\n') : rest.join('\n\n') };
}
