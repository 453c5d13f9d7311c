// The page that shows what docs/screens holds; written by the command that made the pictures.

const picture = (name, view, files) => {
  const file = [name, view.language, view.width, ...(view.dark ? ['dark'] : [])].join('-');
  return files.includes(`${file}.webp`) ? `[![${file}](${file}.webp)](${file}.webp)` : '';
};

/** @param files names of the pictures, `<page>-<language>-<width>[-dark].webp` */
export function indexPage(pages, views, files) {
  const head = views.map(({ language, width, dark }) => `${language}, ${width} px${dark ? ', dark' : ''}`);
  const rows = pages.map(({ name }) => [name, ...views.map((view) => picture(name, view, files))]);
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    '# The screens of families',
    '',
    'Made by `npm run screens`: real pages of a running hub in a real Chromium, in the invented world of the demonstration. Nobody in',
    'these pictures exists. `npm run screens -- --language ar,uk --width 320,1280 --out /tmp/screens --png` photographs every page in other',
    'languages and widths; `--dark` in the dark, `--only question,decisions` a few.',
    '',
    line(['page', ...head]),
    line(['---', ...head.map(() => '---')]),
    ...rows.map(line),
    '',
  ].join('\n');
}
