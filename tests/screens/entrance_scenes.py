"""Before somebody is in: sign-in, lock, the first start; and the page of components."""

from __future__ import annotations

from app.clock.time import FixedClock
from app.errors import EnvironmentFault
from sync.central.administration import add_installation_code
from tests.desks import COMMUNE, MORNING
from tests.screens.keys import K, press, type_over, type_text
from tests.screens.stage import COLLEAGUE, GIVEN_PASSWORD, PASSWORD, Stage
from ui.commands.context import CommandContext
from ui.components.gallery import Gallery
from ui.first_start.first_start import FirstStart
from ui.first_start.groundwork import Groundwork
from ui.settings.printer_trial import PrinterTrial
from ui.sign_in.sign_in_view import SignInView

WRONG_KEY = EnvironmentFault(
    "wrong_key",
    "Khóa này không mở được kho dữ liệu của quầy.",
    advice="Chỉ đúng tệp khóa, hoặc đăng nhập đúng tài khoản máy. Dữ liệu không bị thay đổi.",
)


def play_sign_in(stage: Stage) -> None:
    """The field that takes keys at once, a wrong password, a store that does not open, the lock."""
    view = SignInView()
    stage.window.add_view(view)
    stage.window.show_view(view)
    view.focus_first()
    stage.picture("sign-in-opening")
    view.opening_failed(WRONG_KEY)
    stage.picture("sign-in-fault")
    press(stage, K.Key_Return)
    view.desk_opened(stage.workplace)
    stage.picture("sign-in")
    _change_password(stage)
    view.lock()
    stage.settle()
    view.focus_first()
    stage.picture("lock")
    type_text(stage, "sai roi ma")
    press(stage, K.Key_Return)
    stage.picture("lock-wrong")
    view.form.password.set_text(PASSWORD)
    press(stage, K.Key_Return)
    stage.until(lambda: stage.workplace.account is not None)
    stage.window.show_view(stage.main)
    view.deleteLater()


def _change_password(stage: Stage) -> None:
    """A colleague comes for the first time, with the password that was given; and goes again."""
    type_over(stage, stage.account_named(COLLEAGUE).sign_in_name)
    press(stage, K.Key_Return)
    type_text(stage, GIVEN_PASSWORD)
    press(stage, K.Key_Return)
    stage.picture("sign-in-change-password")
    press(stage, K.Key_Escape)


def play_first_start(stage: Stage) -> None:
    """From an empty machine to a counter, by keys; a wrong address and a wrong code on the way."""
    context = CommandContext(
        clock=FixedClock(MORNING),
        named_data=stage.directory / "quay-2",
        key_file=stage.directory / "quay-2.key",
        officer=None,
    )
    work = Groundwork(context, context.clock)
    trial = PrinterTrial(stage.printers, context.clock)
    view = FirstStart(work, stage.workplace.operations, trial)
    stage.window.add_view(view)
    stage.window.show_view(view)
    try:
        _steps(stage, view)
    finally:
        stage.settle()
        if work.store is not None:
            work.store.close()
        stage.window.show_view(stage.main)
        view.deleteLater()


def _steps(stage: Stage, view: FirstStart) -> None:
    central = stage.central
    stage.settle()
    stage.picture("first-start-1-place")
    press(stage, K.Key_Return)
    stage.until(lambda: view.steps.current.name == "CENTRAL")
    type_text(stage, "127.0.0.1:9")
    press(stage, K.Key_Return)
    stage.picture("first-start-2-central-error")
    type_over(stage, central.url)
    press(stage, K.Key_Return)
    stage.until(lambda: view.steps.current.name == "ENROL")
    stage.picture("first-start-3-enrol")
    type_text(stage, "SAI1-SAI2-SAI3")
    press(stage, K.Key_Return)
    type_text(stage, "Quầy 2")
    press(stage, K.Key_Return)
    stage.picture("first-start-3-enrol-wrong-code")
    type_over(stage, add_installation_code(central.database, COMMUNE, now=MORNING))
    press(stage, K.Key_Return)
    stage.until(lambda: view.steps.current.name == "ACCOUNT")
    stage.picture("first-start-4-account")
    _account_and_printer(stage, view)


def _account_and_printer(stage: Stage, view: FirstStart) -> None:
    type_text(stage, "Hoàng Thị Lan Chi")
    press(stage, K.Key_Return)
    press(stage, K.Key_Return)
    for _ in range(2):
        type_text(stage, PASSWORD)
        press(stage, K.Key_Return)
    stage.until(lambda: view.steps.current.name == "PRINTER")
    stage.picture("first-start-5-printer")
    press(stage, K.Key_Return)
    stage.until(lambda: view.steps.current.name == "DONE")
    stage.picture("first-start-6-done")


def play_gallery(stage: Stage) -> None:
    """All components in all states, on one page."""
    gallery = Gallery()
    gallery.resize(1280, gallery.page.sizeHint().height())
    gallery.show()
    stage.picture("components", gallery)
    gallery.close()
    gallery.deleteLater()
