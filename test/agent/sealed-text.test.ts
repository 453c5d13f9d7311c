import { beforeAll, describe, expect, it } from 'vitest';
import { openText, type SealedText, sealTextFor } from '../../src/agent/domain/sealed-text.js';
import { makeParty, makeRequest, type Party, type Request } from './world.js';

let school: Party;
let jgz: Party;
let request: Request;

beforeAll(async () => {
  school = await makeParty('school', 'Basisschool De Testlinde');
  jgz = await makeParty('jgz', 'JGZ Testerland');
  request = await makeRequest(jgz);
});

async function sealed(text: string): Promise<SealedText> {
  const { keyStatement } = request;
  const order = { kind: 'necessity', text, from: jgz.id, keyStatement } as const;
  const [first] = (await sealTextFor(order, [school.entry])) ?? [];
  if (first === undefined) throw new Error('nothing was sealed');
  return first;
}

const expected = () => ({
  kind: 'necessity' as const,
  keyStatement: request.keyStatement,
  statement: { iss: jgz.id },
});

describe('free text to a source', () => {
  it("opens with the source's roster key", async () => {
    const text = await sealed('Verzonnen reden');
    expect(text.to).toBe(school.id);
    expect(await openText(text, expected(), school.sealingJwk)).toBe('Verzonnen reden');
  });

  it('has one length, whatever it says', async () => {
    const lengths = [await sealed('x'), await sealed('y'.repeat(1_500))].map(({ jwe }) => jwe.length);
    expect(lengths[0]).toBe(lengths[1]);
  });

  it('does not open for another request, another asker, another kind or another key', async () => {
    const text = await sealed('Verzonnen reden');
    const other = await makeRequest(jgz);
    expect(
      await openText(text, { ...expected(), keyStatement: other.keyStatement }, school.sealingJwk),
    ).toBeNull();
    expect(
      await openText(text, { ...expected(), statement: { iss: school.id } }, school.sealingJwk),
    ).toBeNull();
    expect(await openText(text, { ...expected(), kind: 'questionText' }, school.sealingJwk)).toBeNull();
    expect(await openText(text, expected(), jgz.sealingJwk)).toBeNull();
    expect(await openText({ ...text, jwe: 'x' }, expected(), school.sealingJwk)).toBeNull();
  });

  it('is refused when it is too long', async () => {
    await expect(sealed('z'.repeat(3_000))).rejects.toThrow('nothing was sealed');
  });
});
