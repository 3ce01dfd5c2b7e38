"""What is fitted with scikit-learn and what answers at work, without it, agree."""

from pathlib import Path

import numpy as np

from domain.learning import blends, plain, smooth, trees
from domain.learning.blends import Blend
from domain.learning.smooth import Line

RNG = np.random.default_rng(7)
ROWS = RNG.normal(size=(300, 4))
KNOWN = ROWS[:, 0] + np.sin(ROWS[:, 1]) + 0.1 * RNG.normal(size=300)
NEW = RNG.normal(size=(5000, 4))


def blend() -> Blend:
    from sklearn.ensemble import ExtraTreesRegressor

    forest = ExtraTreesRegressor(5, random_state=1).fit(ROWS, KNOWN)
    scale = smooth.standard(ROWS)
    return Blend(
        usual=np.zeros(4),
        forests=(trees.of_forest(forest),),
        lines=(Line(scale, np.array(2.0), np.array([1.0, 0.0, 0.0, 0.0])),),
    )


def test_a_forest_as_plain_arrays_answers_as_scikit_learn_does() -> None:
    from sklearn.ensemble import ExtraTreesRegressor

    fitted = ExtraTreesRegressor(20, min_samples_leaf=2, random_state=1).fit(ROWS, KNOWN)

    assert np.allclose(trees.predict(trees.of_forest(fitted), NEW), fitted.predict(NEW))


def test_boosted_trees_as_plain_arrays_answer_as_scikit_learn_does() -> None:
    from sklearn.ensemble import GradientBoostingRegressor

    fitted = GradientBoostingRegressor(loss="absolute_error", n_estimators=30, random_state=1).fit(
        ROWS, KNOWN
    )

    assert np.allclose(trees.predict(trees.of_boosting(fitted), NEW), fitted.predict(NEW))


def test_a_kernel_machine_as_plain_arrays_answers_as_scikit_learn_does() -> None:
    from sklearn.svm import SVR

    scale = smooth.scale_of(ROWS, beyond=0.0)
    fitted = SVR(gamma=0.2).fit(smooth.scaled(scale, ROWS), KNOWN)

    told = smooth.near(smooth.of_vectors(scale, fitted, gamma=0.2), NEW)

    assert np.allclose(told, fitted.predict(smooth.scaled(scale, NEW)))


def test_a_gaussian_process_as_plain_arrays_answers_as_scikit_learn_does() -> None:
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel

    scale = smooth.scale_of(ROWS, beyond=0.0)
    shape = ConstantKernel(2.0) * RBF(1.5) + WhiteKernel(0.05)
    fitted = GaussianProcessRegressor(shape, optimizer=None).fit(smooth.scaled(scale, ROWS), (KNOWN - 3) / 4)

    told = smooth.near(smooth.of_process(scale, fitted, middle=3.0, spread=4.0), NEW)

    assert np.allclose(told, 3 + 4 * fitted.predict(smooth.scaled(scale, NEW)))


def test_a_kernel_machine_answers_far_outside_as_it_does_at_the_edge() -> None:
    from sklearn.svm import SVR

    scale = smooth.scale_of(ROWS, beyond=0.01)
    model = smooth.of_vectors(scale, SVR(gamma=0.2).fit(smooth.scaled(scale, ROWS), KNOWN), gamma=0.2)

    told = smooth.near(model, np.array([scale.high, scale.high + 100]))

    assert told[0] == told[1]


def test_a_line_goes_on_beyond_what_was_seen_and_an_unknown_input_takes_its_usual_value() -> None:
    line = Line(smooth.centred(ROWS), np.array(1.0), np.array([1.0, 0.0, 0.0, 0.0]))
    model = Blend(usual=np.full(4, 3.0), lines=(line,))

    told = blends.predict(model, np.array([[100.0, 0, 0, 0], [np.nan, 0, 0, 0]]))

    assert told[0] - told[1] == 97.0


def test_a_model_written_to_a_file_answers_the_same_when_read_back(tmp_path: Path) -> None:
    model = blend()
    plain.save(model, tmp_path / "model.npz")

    again = plain.load(Blend, tmp_path / "model.npz")

    assert len(again.forests) == 1
    assert np.array_equal(blends.predict(again, NEW), blends.predict(model, NEW))
