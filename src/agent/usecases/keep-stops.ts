import type { StopOrder } from '../../contract/index.js';

/** Orders that a professional must answer, by their id. In memory only: the hub hands them out anew until the answer. */
export type StopShelf = Map<string, Pick<StopOrder, 'id' | 'exchange'>>;
