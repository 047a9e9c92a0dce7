"""Which runs may follow which."""

from __future__ import annotations

import pytest

from core.errors import InputError
from models.training.config import LossWeights, RunConfig, Share, StageName
from models.training.stages.kinds import (
    check_pair,
    learning_parts,
    trained_after,
    untrained_parts,
)


def config(stage: StageName, **more: object) -> RunConfig:
    return RunConfig(stage, 1, 1, 1.0, 1.0, (Share("p", 1.0),), **more)  # type: ignore[arg-type]  # any key


def test_the_papers_chain_fits_and_trains_everything() -> None:
    trained: tuple[str, ...] = ()
    for stage in ("autoencoder", "autoencoder", "inversion", "transfer", "finetune", "depth"):
        check_pair(config(stage), trained, "before")  # type: ignore[arg-type]  # names from a list
        trained = trained_after(config(stage), trained)  # type: ignore[arg-type]  # as above
    check_pair(config("joint"), trained, "before")
    assert trained == ("encoder", "decoder", "transfer", "depth")


def test_what_a_stage_does_not_build_is_lost_to_those_after_it() -> None:
    trained = trained_after(config("transfer"), trained_after(config("autoencoder"), ()))
    with pytest.raises(InputError, match="needs a trained picture, which the run 3a has not"):
        check_pair(config("inversion"), trained, "3a")
    warm = trained_after(config("warmup"), ())
    assert "coordinates" in warm
    assert "coordinates" not in trained_after(config("autoencoder"), warm)


@pytest.mark.parametrize(
    ("stage", "trained", "missing"),
    [
        ("inversion", (), "decoder and picture"),
        ("transfer", (), "decoder and encoder"),
        ("finetune", ("encoder",), "decoder"),
        ("depth", ("encoder", "decoder"), "transfer"),
    ],
)
def test_a_stage_without_what_it_needs_is_refused(
    stage: StageName, trained: tuple[str, ...], missing: str
) -> None:
    with pytest.raises(
        InputError, match=f"needs a trained {missing}, which the run 1_before has not trained"
    ):
        check_pair(config(stage), trained, "1_before")


def test_an_untrained_part_may_be_used_when_named() -> None:
    check_pair(config("transfer", fresh=("encoder", "decoder")), (), "")
    with pytest.raises(InputError, match="'tail'; the parts are"):
        check_pair(config("transfer", fresh=("tail",)), (), "")


def test_fresh_parts_take_the_higher_rate() -> None:
    assert untrained_parts(config("finetune"), ("encoder", "decoder")) == {"transfer"}
    again = config("finetune", fresh=("encoder",))
    assert untrained_parts(again, ("encoder", "decoder", "transfer")) == {"encoder"}


def test_learns_names_parts_that_the_stage_runs() -> None:
    assert learning_parts(config("joint", learns=("encoder", "depth"))) == ("encoder", "depth")
    with pytest.raises(InputError, match="does not train the part 'picture'"):
        learning_parts(config("joint", learns=("picture",)))
    with pytest.raises(InputError, match=r"does not train the part 'encoder': .* of depth"):
        learning_parts(config("depth", learns=("encoder",)))


def test_the_coordinate_head_learns_only_where_it_is_run() -> None:
    factors = LossWeights(latent_coordinate=1.0)
    assert learning_parts(config("heatmaps", losses=factors))[-1] == "coordinates"
    assert learning_parts(config("depth", losses=factors)) == ("depth",)


def test_the_critic_learns_only_where_it_judges() -> None:
    assert learning_parts(config("inversion")) == ("encoder", "critic")
    alone = config("autoencoder", losses=LossWeights(adversarial=0.0))
    assert learning_parts(alone) == ("encoder", "decoder", "picture")
