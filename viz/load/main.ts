/** Mounts the page of a load. */
import { mount } from 'svelte';
import LoadRoot from './LoadRoot.svelte';

const target = document.getElementById('app');
if (target !== null) mount(LoadRoot, { target });
