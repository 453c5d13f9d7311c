import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noticeMarkup } from '../../src/text/index.js';

const shown = (text: string): string => noticeMarkup(text).text;

/** Every tag that a notice may become. */
const allowed = [
  '<h3 class="utrecht-heading-3">',
  '</h3>',
  '<p class="utrecht-paragraph">',
  '</p>',
  '<ul class="utrecht-unordered-list">',
  '</ul>',
  '<li>',
  '</li>',
  '<em>',
  '</em>',
];

describe('a notice', () => {
  it('shows headings, lists, paragraphs and emphasis', () => {
    expect(shown('# Wat\n\nEen *klein* stuk.\n\n- een\n- *twee*')).toBe(
      [
        '<h3 class="utrecht-heading-3">Wat</h3>',
        '<p class="utrecht-paragraph">Een <em>klein</em> stuk.</p>',
        '<ul class="utrecht-unordered-list"><li>een</li>\n<li><em>twee</em></li></ul>',
      ].join('\n'),
    );
  });

  it('shows everything else as the text that it is', () => {
    const text = `<script>alert('x')</script> & "y" [a](javascript:1) <img onerror=1> &lt;`;
    expect(shown(text)).toBe(
      '<p class="utrecht-paragraph">&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot; ' +
        '[a](javascript:1) &lt;img onerror=1&gt; &amp;lt;</p>',
    );
  });

  const notices = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300, size: 'max' }),
    fc
      .array(
        fc.constantFrom(
          '*',
          '# ',
          '\n',
          '\n\n',
          '- ',
          '<',
          '>',
          '"',
          "'",
          '&',
          'b',
          '<em>',
          '</p>',
          '<b onclick=1>',
        ),
        { maxLength: 80, size: 'max' },
      )
      .map((parts) => parts.join('')),
  );

  it('becomes no tag but those, each closed, and no sign that could begin one', () => {
    fc.assert(
      fc.property(notices, (text) => {
        const markup = shown(text);
        const tags = markup.match(/<[^>]*>/g) ?? [];
        expect(tags.filter((tag) => !allowed.includes(tag))).toEqual([]);
        const rest = allowed.reduce((left, tag) => left.replaceAll(tag, ''), markup);
        expect(rest).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
        const open: string[] = [];
        for (const tag of tags) {
          if (!tag.startsWith('</')) open.push(/^<(\w+)/.exec(tag)?.[1] ?? '');
          else expect(`</${open.pop()}>`).toBe(tag);
        }
        expect(open).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('says all that it said, but for the signs', () => {
    const words = fc.array(fc.stringMatching(/^[a-z<>&"']{1,8}$/), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(words, (some) => {
        const plain = shown(some.join(' '))
          .replaceAll(/<[^>]*>/g, '')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&');
        expect(plain).toBe(some.join(' '));
      }),
    );
  });
});
