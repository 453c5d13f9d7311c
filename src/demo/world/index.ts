/** The invented world: four partners, four children of one school, their parents, and what each partner has on file. */
export { accounts, clientIdOf, passwordOf, type Who } from './accounts.js';
export {
  birthDatesFrom,
  type ChildName,
  children,
  dayFrom,
  daysUntilAge,
  type PartnerName,
} from './children.js';
export { type PartnerDefinition, partnerNames, partners } from './partners.js';
export { writeRecords } from './records.js';
