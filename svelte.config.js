// How Svelte components are compiled: TypeScript in <script lang="ts">, runes everywhere. Not the build itself (vite.config.ts).
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

export default {
  compilerOptions: { runes: true },
  preprocess: vitePreprocess(),
};
