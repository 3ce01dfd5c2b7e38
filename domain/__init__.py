"""The core of Beforehand: synchronous, sliced by capability, free of the frameworks of the edges."""
