/** The walls of the house, kept by `npm run check`; see docs/architecture.md. */
const levels = [
  ['directory', 'identity', 'documents', 'notifications'],
  [
    'catalogue',
    'forms',
    'workflow',
    'payments',
    'appointments',
    'single-sign-on',
    'bodies',
    'signatures',
    'correspondence',
    'service-state',
  ],
  ['dossiers'],
  ['families', 'mandates', 'incoming-mail', 'inbound', 'reports', 'bookings', 'publications', 'participation'],
  ['statistics', 'administration', 'privacy', 'pilotage'],
];

const upward = levels.slice(0, -1).map((level, index) => ({
  name: `level-${index + 1}-looks-down`,
  comment: 'A module is entered from the same level or a higher one.',
  severity: 'error',
  from: { path: `^src/modules/(${level.join('|')})/` },
  to: {
    path: `^src/modules/(${levels
      .slice(index + 1)
      .flat()
      .join('|')})/`,
  },
}));

module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true, viaOnly: { pathNot: 'node_modules' } } },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: '^src/(platform|ui)/' },
      to: { path: '^src/(modules|app|connectors)/' },
    },
    { name: 'platform-knows-no-ui', severity: 'error', from: { path: '^src/platform/' }, to: { path: '^src/ui/' } },
    {
      name: 'app-is-the-top',
      comment: 'Only app, scripts, benches and tests import app.',
      severity: 'error',
      from: { path: '^src/(?!app/)' },
      to: { path: '^src/app/' },
    },
    {
      name: 'modules-know-no-connector',
      comment: 'Connectors are introduced by app.',
      severity: 'error',
      from: { path: '^src/modules/' },
      to: { path: '^src/connectors/' },
    },
    {
      name: 'through-the-front-door',
      comment: 'A module is entered through its index.ts.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    },
    {
      name: 'through-the-front-door-from-outside',
      severity: 'error',
      from: { path: '^(src/app|src/connectors|scripts|bench|chaos)/' },
      to: { path: '^src/modules/', pathNot: '^src/modules/[^/]+/index\\.ts$' },
    },
    {
      name: 'domain-does-no-io',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/domain/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: '^(node:)?(fs|net|http|https|child_process|dns|tls)(/|$)|^node_modules/(pg|kysely|fastify|pg-boss|nodemailer)/|^src/platform/(database|http|jobs|mail|storage)/',
        // Types and names only: who is asking, why a message was refused.
        pathNot: '^src/platform/(http/principals|mail/mail-error)\\.ts$',
      },
    },
    {
      name: 'product-needs-no-test',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.tsx?$|/testing/' },
      to: { path: '^tests/' },
    },
    ...upward,
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
