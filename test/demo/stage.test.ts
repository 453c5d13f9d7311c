import { describe, expect, test } from 'vitest';
import { createStage, expectThat, StoryOver } from '../../src/demo/scenario/stage.js';

function stageOf(options: { color?: boolean; width?: number } = {}) {
  let text = '';
  const write = (part: string): void => {
    text += part;
  };
  return { stage: createStage({ write, color: false, ...options }), printed: () => text };
}

describe('the stage', () => {
  test('shows a step that holds with what it found, and counts it', async () => {
    const { stage, printed } = stageOf();
    stage.chapter('Beginning');
    await stage.step('A claim', async () => ['found', 'more']);
    expect(printed()).toBe('\n1. Beginning\n  ✓ A claim\n      found\n      more\n');
    expect([stage.passed, stage.failed]).toEqual([1, 0]);
  });

  test('shows why a step does not hold and goes on', async () => {
    const { stage, printed } = stageOf();
    await stage.step('A claim', async () => {
      expectThat(false, 'it is otherwise');
      return undefined;
    });
    await stage.step('Another', async () => undefined);
    expect(printed()).toContain('✗ A claim\n      NotAsStated: it is otherwise\n');
    expect([stage.passed, stage.failed]).toEqual([1, 1]);
  });

  test('wraps at the width and paints only where asked to', async () => {
    const { stage, printed } = stageOf({ width: 24 });
    await stage.step('one two three four five six', async () => undefined);
    expect(printed()).toBe('  ✓ one two three four\n    five six\n');
    const colourful = stageOf({ color: true });
    await colourful.stage.step('A claim', async () => undefined);
    expect(colourful.printed()).toContain('\u001b[32m✓\u001b[0m');
  });

  test('is silent once it is closed, and ends the story at its next step', async () => {
    const { stage, printed } = stageOf();
    stage.close();
    await expect(stage.step('Too late', async () => undefined)).rejects.toThrow(StoryOver);
    expect(printed()).toBe('');
    expect(stage.passed).toBe(0);
  });
});
