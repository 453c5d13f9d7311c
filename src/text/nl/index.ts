import { accesses, looks, receipts } from './accesses.js';
import { check } from './check.js';
import { child, children } from './children.js';
import { comingOfAge } from './coming-of-age.js';
import { decisions, withdrawal } from './decisions.js';
import { frame } from './frame.js';
import { help, problems } from './help.js';
import { invitation } from './invitation.js';
import { mail, mailSettings } from './mail.js';
import { paper } from './paper.js';
import { passkeys } from './passkeys.js';
import { answered, duration, question } from './question.js';
import { rights } from './rights.js';
import { code, start } from './start.js';
import { accessibility, privacy } from './statements.js';
import { stops } from './stops.js';

/** Every text of the screens in Dutch: the one that counts, and the shape of all others. */
export const dutch = {
  frame,
  start,
  code,
  children,
  child,
  question,
  answered,
  duration,
  passkeys,
  decisions,
  withdrawal,
  stops,
  comingOfAge,
  invitation,
  paper,
  accesses,
  looks,
  receipts,
  rights,
  check,
  help,
  accessibility,
  privacy,
  problems,
  mail,
  mailSettings,
};
