// One database: it uses none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEasyToGuess } from './password-strength.ts';

const ABOUT = ['Sabine Ortner', 'sabine.ortner@baeckerei-hollerbach.example', 'Bäckerei Hollerbach GmbH'];

for (const password of [
  'aaaaaaaaaaaaaaaaaaaa',
  'abababababababababab',
  '123456789012345',
  'qwertzuiopasdfghjkl',
  'abcdefghijklmnopqrst',
  'Passwort12345678!',
  'passwordpassword1',
  'Kundenportal-2026',
  'Sommer2026Sommer!',
  'SabineOrtner1987',
  'Hollerbach-Hollerbach',
  'Bäckerei Hollerbach 1',
  'sabine.ortner@baeckerei-hollerbach.example',
  'etron etron etron',
])
  test(`is tried first: ${password}`, () => assert.equal(isEasyToGuess(password, ABOUT), true));

for (const password of [
  'Regen auf altem Blech',
  'correct horse battery staple',
  'nur kleine worte hier',
  '839201758372615',
  'k3$Zp-w9Lq7_xR2m',
  '雨が古い鉄板の上に降っている夜',
])
  test(`is not: ${password}`, () => assert.equal(isEasyToGuess(password, ABOUT), false));
