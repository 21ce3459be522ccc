"""收集、交办、处理、跟踪: every step that a case can take, by stage. A step is a function; the case comes first."""
