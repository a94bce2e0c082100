/// <reference types="vite/client" />
// Every element, for the bundle in one file.
import.meta.glob('../components/*/*.define.ts', { eager: true });

export * from '../src/index.ts';
