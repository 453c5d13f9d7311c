// Writes the export of a log as many families would leave it: asked, decided, exchanged, withdrawn, decided again. Every
// entry is right, so that a replay goes through all of it.
import { randomBytes } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { base64, base64url, canonicalJson, newId, sha256, utf8 } from '../../dist/kernel/index.js';
import { commitmentOf, disclosureOf, entryHash, kindOf, partDigest } from '../../dist/ledger/index.js';
import { loadCatalogue } from '../../dist/purposes/index.js';
import { CompactRange, noteSigner, signCheckpoint } from '../../dist/tlog/index.js';

const origin = 'bench.test/log';
const purpose = 'vroegsignalering-zorgteam';
const flow = 'school-jgz';
const fields = ['leeftijdsband', 'signaalDomeinen', 'zorgniveau'];
const policyDigest = base64url(sha256('policies'));
const exchangesPerChild = 10;
const birthDate = '2018-03-04';

/** @returns the number of entries and of children */
export async function writeLog(file, entries, signingKey) {
  const log = new Log(await open(`${file}.body`, 'w+'));
  const partners = await publish(log);
  let children = 0;
  for (; log.size < entries; children += 1) {
    await child(log, partners[children % partners.length], entries);
  }
  await log.flush();
  await finish(log, file, signingKey);
  return { entries: log.size, children };
}

/** The header comes first but is known last, so that it is written before a copy of the body. */
async function finish(log, file, signingKey) {
  const signer = noteSigner(origin, signingKey);
  const checkpoint = signCheckpoint({ origin, size: log.size, root: log.tree.root() }, signer);
  const header = { format: 'kernhub/export/v1', origin, verifierKeys: [signer.verifier.vkey], checkpoint };
  const out = await open(file, 'w');
  await out.write(`${JSON.stringify(header)}\n`);
  const buffer = Buffer.alloc(1 << 22);
  for (let place = 0; ; ) {
    const { bytesRead } = await log.file.read(buffer, 0, buffer.length, place);
    if (bytesRead === 0) break;
    await out.write(buffer, 0, bytesRead);
    place += bytesRead;
  }
  await out.close();
  await log.file.close();
  await rm(`${file}.body`);
}

class Log {
  tree = new CompactRange();
  #lines = [];
  #clock = Date.parse('2026-01-05T08:00:00.000Z');

  constructor(file) {
    this.file = file;
  }

  get size() {
    return this.tree.size;
  }

  async append(event, members, relies = [], parts = {}) {
    const id = newId('ent');
    this.#clock += 1;
    const disclosures = Object.entries(parts).map(([topic, value]) =>
      Buffer.from(disclosureOf(base64url(randomBytes(16)), topic, value)).toString('utf8'),
    );
    const digests = disclosures.map((text) => partDigest(utf8(text))).sort();
    const at = new Date(this.#clock).toISOString();
    const payload = canonicalJson({ ...members, v: 1, id, event, at, relies, parts: digests });
    const opening = randomBytes(32);
    const commitment = commitmentOf(opening, utf8(payload));
    const kind = kindOf(event);
    const index = this.size;
    this.tree.append(entryHash(kind, commitment));
    this.#lines.push(
      `{"index":${index},"kind":"${kind}","commitment":"${base64(commitment)}","opening":"${base64(opening)}","parts":${JSON.stringify(disclosures)},"payload":${payload}}\n`,
    );
    if (this.#lines.length >= 5_000) await this.flush();
    return id;
  }

  async flush() {
    await this.file.write(this.#lines.splice(0).join(''));
  }
}

/** The catalogue that comes along, and partners that agreed. */
async function publish(log) {
  const catalogue = await loadCatalogue('consent-schemas');
  const entries = { policies: '', purpose: '', rule: '', ruleVersion: '', notice: '' };
  for (const one of catalogue.purposes()) {
    const { id, version } = one;
    const digest = catalogue.digest(id, version);
    const languages = catalogue.languages(id, version);
    const notices = Object.fromEntries(languages.map((l) => [l, catalogue.notice(id, version, l).hash]));
    const entry = await log.append('purpose.published', {
      purpose: id,
      version,
      digest,
      notices,
      content: one,
    });
    if (id === purpose) Object.assign(entries, { purpose: entry, notice: notices.nl });
  }
  for (const content of catalogue.rules) {
    const { version, effectiveOn } = content;
    const digest = base64url(sha256(canonicalJson(content)));
    entries.rule = await log.append('rule.published', { version, effectiveOn, digest, content });
    entries.ruleVersion = version;
  }
  const { version, digest } = catalogue.agreement();
  await log.append('agreement.published', { version, digest });
  const roles = catalogue.publications().find(({ kind }) => kind === 'roles');
  await log.append('roles.published', { digest: roles.digest, content: catalogue.rolesFile() });
  entries.policies = await log.append('policies.published', { digest: policyDigest });
  const pairs = [];
  for (let pair = 0; pair < 20; pair += 1) {
    const school = await register(log, 'school', { version, digest });
    pairs.push({ school, jgz: await register(log, 'jgz', { version, digest }), entries });
  }
  return pairs;
}

async function register(log, role, { version, digest }) {
  const partner = newId('prt');
  const keys = () => [base64url(randomBytes(32))];
  await log.append('partner.registered', {
    partner,
    role,
    name: `Test ${role}`,
    issuer: 'http://localhost/issuer',
    clientId: partner,
    bsnArticle: 'UAVG 46',
    signing: keys(),
    sealing: keys(),
    by: newId('acc'),
  });
  const statement = base64url(randomBytes(32));
  await log.append('partner.agreed', { partner, version, textDigest: digest, statement });
  return partner;
}

async function child(log, { school, jgz, entries }, wanted) {
  const subject = newId('sub');
  const professional = { by: newId('acc'), function: 'zorgcoordinator' };
  const enrol = (partner, role, relation) =>
    log.append(
      'subject.enrolled',
      { subject, partner, role, ref: newId('chd'), relation, assertion: newId('ast'), ...professional },
      [],
      { 'birth-date': birthDate },
    );
  const atSchool = await enrol(school, 'school', 'enrolled-pupil');
  const atJgz = await enrol(jgz, 'jgz', 'in-care');
  const parents = [];
  for (let place = 0; place < 2; place += 1) parents.push(await parent(log, subject, school, professional));
  const request = newId('crq');
  const asked = await log.append(
    'consent.requested',
    { subject, partner: school, by: professional.by, request, purpose, version: 1, flows: [flow] },
    [entries.purpose],
  );
  const family = { subject, school, jgz, request, asked, entries };
  for (const one of parents) Object.assign(one, await give(log, family, one.person));
  const facts = () => [
    ...new Set([
      ...[entries.purpose, entries.policies, atJgz, entries.rule, atJgz],
      ...parents.flatMap(({ authority, decision }) => [authority, decision]),
      atSchool,
    ]),
  ];
  const held = [];
  for (let count = 0; count < exchangesPerChild && log.size < wanted; count += 1) {
    held.push(await exchange(log, { school, jgz }, facts()));
    if (count !== exchangesPerChild / 2) continue;
    const [first] = parents;
    const { person, decisionId, decision } = first;
    const said = { subject, person, decision: decisionId, purpose, version: 1 };
    const withdrawal = await log.append('consent.withdrawn', said, [decision]);
    for (const { id, task, permitted } of held.splice(0)) {
      await log.append(
        'exchange.stop-ordered',
        {
          ...{ stop: newId('stp'), exchange: id, recipient: jgz, purpose },
          ...{ tasks: [task], cause: 'consent-withdrawn' },
        },
        [permitted, withdrawal],
      );
    }
    Object.assign(first, await give(log, family, person));
  }
}

async function parent(log, subject, partner, professional) {
  const person = newId('per');
  const invitation = newId('inv');
  const invited = await log.append('person.invited', {
    ...{ subject, person, partner, invitation, as: 'guardian' },
    ...professional,
  });
  await log.append(
    'person.recognised',
    { subject, person, invitation, as: 'guardian', account: newId('acc'), acr: 'substantial', sameAs: null },
    [invited],
  );
  const assertion = newId('ast');
  const authority = await log.append('authority.asserted', {
    ...{ subject, person, partner, assertion, kind: 'joint', source: 'partner-record' },
    ...{ assertedOn: '2026-01-05', inEffect: true },
    ...professional,
  });
  return { person, authority };
}

async function give(log, { subject, school, jgz, request, asked, entries }, person) {
  const flows = [{ flow, sources: [school], recipients: [jgz], fields }];
  const noticeHash = entries.notice;
  const decided = { purpose, version: 1, noticeHash, language: 'nl', choice: 'given', flows };
  const decisionId = newId('dec');
  const decision = await log.append(
    'consent.given',
    {
      ...{
        subject,
        person,
        as: 'guardian',
        decision: decisionId,
        request,
        purpose,
        version: 1,
        choice: 'given',
      },
      ...{ ruleVersion: entries.ruleVersion, digest: base64url(sha256(canonicalJson(decided))) },
    },
    [asked, entries.purpose, entries.rule],
    { decision: decided, circumstances: { acr: 'substantial', channel: 'portal', decidedOn: '2026-01-05' } },
  );
  return { decisionId, decision };
}

async function exchange(log, { school, jgz }, facts) {
  const [id, task] = [newId('exc'), newId('tsk')];
  const policies = ['consent.in-force'];
  const judged = { policies, policyDigest, judgedOn: '2026-01-05' };
  const ordered = { task, source: school, flow, basis: 'consent', fields };
  const decision = await log.append(
    'exchange.permitted',
    {
      ...{ exchange: id, recipient: jgz, role: 'jgz', purpose, version: 1, question: 'meedenken', fields },
      ...{ keyStatement: base64url(randomBytes(32)), secondProfessional: false, tasks: [ordered] },
      ...judged,
    },
    facts,
    { professional: { account: newId('acc'), function: 'jeugdarts', acr: 'mfa' } },
  );
  const manifest = base64url(randomBytes(32));
  await log.append('exchange.enveloped', { exchange: id, task, source: school, manifest }, [decision]);
  await log.append(
    'exchange.released',
    {
      ...{ exchange: id, task, source: school, recipient: jgz, purpose, version: 1, flow, basis: 'consent' },
      ...{ fields, manifest },
      ...judged,
    },
    [decision, ...facts],
  );
  await log.append(
    'exchange.received',
    { exchange: id, task, recipient: jgz, manifest, outcome: 'opened', causes: [] },
    [decision],
  );
  return { id, task, permitted: decision };
}
