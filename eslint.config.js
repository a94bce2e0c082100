import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { parser } from 'typescript-eslint';

/** Only what Biome cannot see: the insides of Lit templates. */
export default [
  {
    files: ['components/**/*.ts', 'src/**/*.ts'],
    languageOptions: { parser },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { ...lit['flat/recommended'].plugins, 'lit-a11y': litA11y },
    settings: { lit: { elementBaseClasses: ['EtronElement'] } },
    rules: {
      ...lit['flat/recommended'].rules,
      ...litA11y.configs.recommended.rules,
      'lit/lifecycle-super': 'error',
      'lit/no-legacy-imports': 'error',
    },
  },
];
