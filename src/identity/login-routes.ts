import type { Route } from '../contract/index.js';
import type { IdentityNeeds } from './usecases/needs.js';

export const loginRoutes = (_needs: IdentityNeeds): Route[] => [];
