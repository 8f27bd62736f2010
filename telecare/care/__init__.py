"""Judgement: facts and `now` in, decisions out; pure, standard library only."""
