/** Mounts the dashboard. */
import { mount } from 'svelte';
import Root from './Root.svelte';

const target = document.getElementById('app');
if (target !== null) mount(Root, { target });
